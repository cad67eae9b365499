import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { TerminatingError } from '@mailyard/powershell';

/** Where the API is and how one signs in there. */
export interface ApiAccess {
  readonly url: URL;
  readonly user: string;
  readonly password: string;
  /** Of an API behind TLS: whom it is believed besides the world's authorities, and as whom. */
  readonly trust?:
    { readonly certificates: readonly string[]; readonly names: readonly string[] } | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const standardPort = 8080;
const everywhere = new Set(['*', '::', '0.0.0.0', '']);

/** The API of this machine, by the settings that the services have; or the one at an address that was said. */
export async function findApi(environment: Environment, uri: string | undefined): Promise<ApiAccess> {
  const dataDir = resolve(environment['MAILYARD_DATA_DIR'] ?? 'data');
  const url = uri === undefined ? localUrl(environment) : parsedUri(uri);
  return {
    url,
    user: decodeURIComponent(url.username) || 'admin',
    password: decodeURIComponent(url.password) || (await adminPassword(environment, dataDir)),
    trust: url.protocol === 'https:' ? await trustIn(dataDir, namesOf(url, uri, environment)) : undefined,
  };
}

function localUrl(environment: Environment): URL {
  const bound =
    environment['MAILYARD_WEB_BIND_ADDRESS'] ?? environment['MAILYARD_BIND_ADDRESS'] ?? '127.0.0.1';
  const host = everywhere.has(bound) ? '127.0.0.1' : bound;
  const port = standardPort + Number(environment['MAILYARD_PORT_OFFSET'] ?? 10_000);
  return new URL(
    `${usesTls(environment, bound) ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
  );
}

/** As the admin centre decides it: beyond loopback the login goes inside TLS. */
function usesTls(environment: Environment, bound: string): boolean {
  const setting = environment['MAILYARD_WEB_TLS'] ?? 'auto';
  return setting === 'auto' ? !/^(?:127\.|::1$|localhost$)/.test(bound) : setting === 'on';
}

function parsedUri(uri: string): URL {
  const url = URL.parse(uri);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new TerminatingError(
    `-ConnectionUri takes an address such as https://mbx01.contoso.com:8080, not ${uri}.`,
  );
}

async function adminPassword(environment: Environment, dataDir: string): Promise<string> {
  const given = environment['MAILYARD_ADMIN_PASSWORD'];
  if (given !== undefined) return given;
  const file = join(dataDir, 'admin-password');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'EACCES' ? 'may not be read by you' : 'is not there';
    throw new TerminatingError(
      `The login is not known: ${file} ${reason}. Start Mailyard (npm start), set MAILYARD_DATA_DIR, or give the password in MAILYARD_ADMIN_PASSWORD.`,
    );
  }
}

/** On this machine a server is known by its own name, wherever it listens. */
function namesOf({ hostname }: URL, uri: string | undefined, environment: Environment): readonly string[] {
  if (uri !== undefined) return [hostname];
  return [environment['MAILYARD_FQDN'] ?? 'mbx01.contoso.com', 'localhost', hostname];
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
