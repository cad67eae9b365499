import type { IncomingMessage, RequestOptions } from 'node:http';
import { isIP } from 'node:net';
import { buffer, text } from 'node:stream/consumers';

import { TerminatingError } from '@mailyard/powershell';

import type { CmdletCatalogue, CmdletCall, CmdletResult } from '../cmdlets/catalogue.js';
import type { ApiAccess } from './local-api.js';
import { proofOf, proofOfSession, sessionOrder, type PasswordLogin, type Proof } from './api-session.js';
import { problemError, type Problem } from './problem.js';

// As an import of this module Node loads its fetch along, which takes longer than all of the shell's own code.
const { request: httpRequest, Agent: HttpAgent } = process.getBuiltinModule('node:http');

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

const sessionPath = '/api/v1/session';

/** The API of one admin centre, over connections that stay open. */
export class ApiClient {
  private readonly options: Promise<RequestOptions>;
  /** Of the session, where the login needs one; whoever asks first opens it. */
  private session: Promise<Proof> | undefined;

  constructor(private readonly access: ApiAccess) {
    this.options = connectionOptions(access);
  }

  async catalogue(): Promise<CmdletCatalogue> {
    const answer = await this.ask({ method: 'GET', path: '/api/v1/cmdlets' });
    const catalogue = JSON.parse(this.accepted(answer)) as CmdletCatalogue;
    const { url, isEdge } = this.access;
    if (!isEdge || catalogue.serverRole === 'Edge') return catalogue;
    // Of two servers of one machine the wrong one would be changed.
    throw new TerminatingError(
      `The admin centre at ${url.origin} is that of ${catalogue.server}, which is no Edge Transport server: is MAILYARD_PORT_OFFSET set?`,
    );
  }

  /** What a cmdlet answers, or a TerminatingError that says what it refuses. */
  async run(name: string, call: CmdletCall, signal?: AbortSignal): Promise<CmdletResult> {
    const answer = await this.ask({
      method: 'POST',
      path: `/api/v1/cmdlets/${encodeURIComponent(name)}`,
      body: JSON.stringify(call),
      signal,
    });
    return JSON.parse(this.accepted(answer)) as CmdletResult;
  }

  /** A file that the API has. */
  async octets(path: string, signal?: AbortSignal): Promise<Uint8Array> {
    const response = await this.answer({ method: 'GET', path, signal, accept: '*/*' });
    if (response.statusCode === 200) return await buffer(response);
    this.accepted({ status: response.statusCode ?? 0, body: await text(response) });
    return new Uint8Array();
  }

  /** Ends the session, if there is one. */
  async end(): Promise<void> {
    if (this.session === undefined) return;
    try {
      await this.ask({ method: 'DELETE', path: sessionPath });
    } catch (error) {
      // Nobody is there any more: it ends when nobody has used it for a while.
      if (!(error instanceof TerminatingError)) throw error;
    }
  }

  private accepted({ status, body }: Answer): string {
    if (status < 300) return body;
    if (status === 401) {
      const { url, login } = this.access;
      const brought = login.by === 'token' ? 'the token' : `the login of ${login.user}`;
      const isCodeless = login.by === 'password' && login.code === undefined;
      const cure = isCodeless ? ' An account with a second factor needs -OneTimeCode, or a token.' : '';
      throw new TerminatingError(`The admin centre at ${url.origin} does not accept ${brought}.${cure}`, {
        type: 'AuthenticationException',
        category: 'AuthenticationError',
      });
    }
    throw problemError(problemIn(body, status));
  }

  private async ask(asked: Asked): Promise<Answer> {
    const response = await this.answer(asked);
    return { status: response.statusCode ?? 0, body: await text(response) };
  }

  private proof(): Promise<Proof> {
    const { login } = this.access;
    if (login.by === 'token' || login.code === undefined) return Promise.resolve(proofOf(login));
    return (this.session ??= this.opened(login));
  }

  private async opened(login: PasswordLogin): Promise<Proof> {
    const { origin } = this.access.url;
    const response = await this.sent(
      { method: 'POST', path: sessionPath, body: sessionOrder(login) },
      { Origin: origin },
    );
    const body = this.accepted({ status: response.statusCode ?? 0, body: await text(response) });
    return proofOfSession({ body, cookies: response.headers['set-cookie'] ?? [] }, origin);
  }

  private async answer(asked: Asked): Promise<IncomingMessage> {
    return this.sent(asked, await this.proof());
  }

  private async sent(
    { method, path, body, accept = 'application/json', signal }: Asked,
    proof: Proof,
  ): Promise<IncomingMessage> {
    const headers = {
      ...proof,
      Accept: accept,
      ...(body !== undefined && {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      }),
    };
    const options: RequestOptions = {
      ...(await this.options),
      method,
      path,
      headers,
      ...(signal && { signal }),
    };
    try {
      return await responseOf(await this.requester(), options, body);
    } catch (error) {
      throw this.explained(error);
    }
  }

  private async requester(): Promise<typeof httpRequest> {
    if (this.access.url.protocol === 'http:') return httpRequest;
    return (await import('node:https')).request;
  }

  /** What the network says, with what can be done. */
  private explained(error: unknown): unknown {
    const { code, name, message } = error as NodeJS.ErrnoException;
    if (name === 'AbortError' || code === undefined) return error;
    const isRefused = code === 'ECONNREFUSED';
    const reason = isRefused ? 'nobody listens there' : message;
    const start = this.access.isEdge ? 'npm run start:edge' : 'npm start';
    const cure = isRefused ? ` Is Mailyard running? ${start} starts it.` : '';
    return new TerminatingError(
      `The admin centre at ${this.access.url.origin} does not answer: ${reason}.${cure}`,
      { type: 'RemoteException', category: 'ConnectionError' },
    );
  }
}

async function connectionOptions({ url, trust }: ApiAccess): Promise<RequestOptions> {
  const address = { hostname: url.hostname.replace(/^\[|\]$/g, ''), port: url.port };
  if (trust === undefined) return { ...address, agent: new HttpAgent({ keepAlive: true }) };
  const [{ Agent }, { checkServerIdentity, rootCertificates }] = await Promise.all([
    import('node:https'),
    import('node:tls'),
  ]);
  const { certificates, names } = trust;
  const agent = new Agent({
    keepAlive: true,
    ca: [...rootCertificates, ...certificates],
    // RFC 6066 §3: no address is sent.
    servername: names.find((name) => isIP(name) === 0) ?? '',
    // RFC 6125 §6.4: one of the names by which the server is known has to be in its certificate.
    checkServerIdentity: (_host, certificate) =>
      names.some((name) => checkServerIdentity(name, certificate) === undefined)
        ? undefined
        : checkServerIdentity(names[0] ?? '', certificate),
  });
  return { ...address, agent };
}

function responseOf(
  request: typeof httpRequest,
  options: RequestOptions,
  body: string | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(options, resolve).once('error', reject).end(body);
  });
}

/** Whatever stands between may answer with something else than a problem (RFC 9457). */
function problemIn(body: string, status: number): Problem {
  try {
    const problem: unknown = JSON.parse(body);
    if (typeof problem === 'object' && problem !== null && 'title' in problem) return problem as Problem;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return {
    type: 'about:blank',
    title: `The admin centre answers ${status}`,
    status,
    detail: body.trim().split('\n', 1)[0] ?? '',
  };
}
