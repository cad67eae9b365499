import { z } from 'zod';

/** A client of an OAuth authorization server, with its secret. */
export interface OAuthClient {
  readonly endpoint: string;
  readonly id: string;
  readonly secret: string;
  readonly scope: string;
}

export interface AccessToken {
  readonly token: string;
  /** Wall clock, in milliseconds. */
  readonly expiresAt: number;
}

export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: AccessToken }
  | { readonly kind: 'failed'; readonly reason: string };

const timeoutMs = 10_000;
const octetsMax = 65_536;
/** RFC 6749 §5.1 leaves it to other documents how long a token is good of which nothing is said. */
const usualLifeS = 300;

const granted = z.object({
  access_token: z.string().min(1).max(16_384),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().optional(),
});
/** RFC 6749 §5.2. */
const refused = z.object({ error: z.string(), error_description: z.string().optional() });

/** A token by client credentials (RFC 6749 §4.4). Never rejects: what goes wrong is the reason, without the secret. */
export async function fetchToken(client: OAuthClient): Promise<TokenAnswer> {
  const askedAt = Date.now();
  try {
    const response = await fetch(client.endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client.id,
        client_secret: client.secret,
        scope: client.scope,
      }),
      headers: { accept: 'application/json' },
      // The secret goes to this host and no other.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const said = parseJson(await textOf(response));
    const { data } = granted.safeParse(said);
    if (response.ok && data !== undefined) {
      const expiresAt = askedAt + (data.expires_in ?? usualLifeS) * 1000;
      return { kind: 'token', token: { token: data.access_token, expiresAt } };
    }
    return failed(client, `answers ${response.status}${refusalOf(said)}`);
  } catch (error) {
    return failed(client, reasonOf(error));
  }
}

function failed({ endpoint, secret }: OAuthClient, what: string): TokenAnswer {
  const { host } = new URL(endpoint);
  return { kind: 'failed', reason: `${host} ${what}`.replaceAll(secret, '***').slice(0, 500) };
}

function refusalOf(said: unknown): string {
  const { data } = refused.safeParse(said);
  if (data === undefined) return ' and gives no token';
  // Microsoft adds trace ids in further lines.
  const [description] = (data.error_description ?? '').split(/[\r\n]/, 1);
  return [`: ${data.error}`, ...(description ? [description] : [])].join(', ');
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return 'does not answer in time';
  // What the system says is the cause of what `fetch` says; of several addresses there is only a code.
  const { message: why, code } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  return `cannot be asked: ${why || code || message}`;
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let octets = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    octets += chunk.length;
    if (octets > octetsMax) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
