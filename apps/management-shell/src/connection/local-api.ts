import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { TerminatingError } from '@mailyard/powershell';

import { findLogin, type Login, type LoginOptions, type LoginPlace } from './login.js';

/** Where the API is and how one signs in there. */
export interface ApiAccess {
  readonly url: URL;
  /** It has to be that of an Edge Transport server. */
  readonly isEdge: boolean;
  readonly login: Login;
  /** Of an API behind TLS: whom it is believed besides the world's authorities, and as whom. */
  readonly trust?:
    { readonly certificates: readonly string[]; readonly names: readonly string[] } | undefined;
}

export interface ApiOptions extends LoginOptions, Pick<LoginPlace, 'askSecretly'> {
  /** Where it is; undefined: on this machine. */
  readonly connectionUri?: string | undefined;
  /** That of an Edge Transport server is meant. */
  readonly isEdge?: boolean;
}

type Environment = LoginPlace['environment'];

const standardPort = 8080;

/** As `npm start` and `npm run start:edge` have it on one machine. */
const usual = {
  Mailbox: { dataDir: 'data', portOffset: '10000', fqdn: 'mbx01.contoso.com' },
  Edge: { dataDir: 'data-edge', portOffset: '20000', fqdn: 'edge01.contoso.com' },
} as const;
type Usual = (typeof usual)[keyof typeof usual];

const everywhere = new Set(['*', '::', '0.0.0.0', '']);

/** The API of this machine, by the settings that the services have; or the one at an address that was said. */
export async function findApi(environment: Environment, options: ApiOptions = {}): Promise<ApiAccess> {
  const { connectionUri: uri, isEdge: _, askSecretly, ...said } = options;
  const isEdge = meansEdge(environment, options);
  const defaults = usual[isEdge ? 'Edge' : 'Mailbox'];
  const dataDir = resolve(environment['MAILYARD_DATA_DIR'] ?? defaults.dataDir);
  const url = uri === undefined ? localUrl(environment, defaults) : parsedUri(uri);
  const isThisMachine = uri === undefined || isLoopback(url.hostname);
  const place = { environment, dataDir, isThisMachine, askSecretly };
  // On this machine a server is known by its own name, wherever it listens.
  const local = uri === undefined ? [environment['MAILYARD_FQDN'] ?? defaults.fqdn, 'localhost'] : [];
  return {
    url,
    isEdge,
    login: await findLogin(said, place),
    trust: url.protocol === 'https:' ? await trustIn(dataDir, [...local, url.hostname]) : undefined,
  };
}

/** Whoever has the settings of an Edge around means it, unless another address is said. */
function meansEdge(environment: Environment, { isEdge = false, connectionUri }: ApiOptions): boolean {
  return isEdge || (connectionUri === undefined && environment['MAILYARD_SERVER_ROLE'] === 'Edge');
}

function localUrl(environment: Environment, { portOffset }: Usual): URL {
  const bound = environment['MAILYARD_WEB_BIND_ADDRESS'] ?? '127.0.0.1';
  const host = everywhere.has(bound) ? '127.0.0.1' : bound;
  const port = standardPort + Number(environment['MAILYARD_PORT_OFFSET'] ?? portOffset);
  return new URL(
    `${usesTls(environment, bound) ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
  );
}

/** As the admin centre decides it: beyond loopback the login goes inside TLS. */
function usesTls(environment: Environment, bound: string): boolean {
  const setting = environment['MAILYARD_WEB_TLS'] ?? 'auto';
  return setting === 'auto' ? !isLoopback(bound) : setting === 'on';
}

function isLoopback(host: string): boolean {
  return /^(?:127\.|\[?::1\]?$|localhost$)/.test(host);
}

function parsedUri(uri: string): URL {
  const url = URL.parse(uri);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TerminatingError(
      `-ConnectionUri takes an address such as https://mbx01.contoso.com:8080, not ${uri}.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new TerminatingError(
      '-ConnectionUri takes no login: everybody on the machine sees it there. Say -UserName, or give a token in MAILYARD_API_TOKEN.',
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new TerminatingError(`${url.origin} would get the login in the clear: say https://.`);
  }
  return url;
}

/** The certificates that the services made for themselves, where they can be read here. */
async function trustIn(dataDir: string, names: readonly string[]): Promise<ApiAccess['trust']> {
  const files = ['public.crt', 'ca.crt'].map((name) => readIfThere(join(dataDir, 'pki', name)));
  const certificates = (await Promise.all(files)).filter((certificate) => certificate !== undefined);
  return { certificates, names };
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(code)) return undefined;
    throw error;
  }
}
