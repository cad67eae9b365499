import { createServer, type Server } from 'node:http';

import Provider, { type KoaContextWithOIDC } from 'oidc-provider';

/** What the provider knows of somebody. */
export interface Person {
  readonly preferred_username?: string;
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
}

const client = { id: 'mailyard', secret: 'a secret of the client, of the tests' } as const;

/** Settings of the admin centre that name it. */
export function openIdEnvironment(port: number): Readonly<Record<string, string>> {
  return {
    MAILYARD_OPENID_ISSUER: `http://127.0.0.1:${port}`,
    MAILYARD_OPENID_CLIENT_ID: client.id,
    MAILYARD_OPENID_CLIENT_SECRET: client.secret,
    MAILYARD_OPENID_LABEL: 'Contoso',
  };
}

/** An OpenID provider that is not ours, with a form in which every password is right. */
export class TestProvider {
  readonly #server: Server;
  readonly #port: number;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
  }

  /** `people` by their subject; may change at any time. */
  static async start(
    port: number,
    webUrl: string,
    people: ReadonlyMap<string, Person>,
  ): Promise<TestProvider> {
    const provider = new Provider(`http://127.0.0.1:${port}`, {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: [`${webUrl}/sign-in/openid/callback`],
          post_logout_redirect_uris: [`${webUrl}/sign-in`],
        },
      ],
      claims: { profile: ['name', 'preferred_username', 'groups'], email: ['email', 'email_verified'] },
      cookies: { keys: ['of the tests'] },
      ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
      pkce: { required: () => true },
      findAccount: (_context: KoaContextWithOIDC, sub: string) => ({
        accountId: sub,
        claims: () => ({ sub, ...people.get(sub) }),
      }),
    });
    const answer = provider.callback();
    const server = createServer((request, response) => void answer(request, response));
    const made = new TestProvider(server, port);
    await made.back();
    return made;
  }

  /** It cannot be asked any more. */
  async away(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async back(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
  }
}

/** A browser with one jar of cookies for each host. */
export class Browser {
  readonly #jars = new Map<string, Map<string, string>>();

  /** As it follows a link; redirects are not followed. */
  async open(url: string, init: RequestInit = {}): Promise<Response> {
    const jar = this.#jar(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string> | undefined), ...(cookie && { cookie }) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /** Opens the page and signs in at the provider's forms; resolves to the address with which it sends the browser back. */
  async throughProvider(start: string, subject: string): Promise<string> {
    let url = start;
    for (let step = 0; step < 12; step += 1) {
      // Each answer says where the next one is.
      // eslint-disable-next-line no-await-in-loop
      const answer = await this.open(url);
      const location = answer.headers.get('location');
      if (location === null) {
        // eslint-disable-next-line no-await-in-loop
        url = await this.#submitted(url, await answer.text(), subject);
      } else {
        url = new URL(location, url).href;
      }
      if (url.includes('/sign-in/openid/callback')) return url;
    }
    throw new Error(`the provider ends nowhere: ${url}`);
  }

  cookie(url: string, name: string): string | undefined {
    return this.#jar(url).get(name);
  }

  setCookie(url: string, name: string, value: string): void {
    this.#jar(url).set(name, value);
  }

  async #submitted(url: string, page: string, login: string): Promise<string> {
    const action = /action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined) {
      throw new Error(`no form at ${url}: ${page.slice(0, 500)}`);
    }
    const body = new URLSearchParams({ prompt, login, password: 'any' });
    const answer = await this.open(new URL(action, url).href, { method: 'POST', body });
    return new URL(answer.headers.get('location') ?? '', url).href;
  }

  #jar(url: string): Map<string, string> {
    const { host } = new URL(url);
    const known = this.#jars.get(host) ?? new Map<string, string>();
    this.#jars.set(host, known);
    return known;
  }
}
