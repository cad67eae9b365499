import { secretPlace, type DirectorySource } from '@mailyard/directory';
import { parseLdapUrl } from '@mailyard/schema';
import type { SecretKeys } from '@mailyard/service';

import { LdapConnection } from './ldap-connection.js';
import { isRefusal, LdapError } from './ldap-error.js';

/** Connects to the first server of a source that can be had, as whoever reads it. Throws LdapError. */
export async function openSource(
  source: DirectorySource,
  keys: Pick<SecretKeys, 'open'>,
): Promise<LdapConnection> {
  const { AuthenticationCredential: credential } = source;
  const password = credential === undefined ? '' : await passwordOf(source, keys);
  return atFirstServer(source, async (connection) => {
    if (credential !== undefined) await connection.bind(credential.UserName, password);
    return connection;
  });
}

/**
 * Does something at the first server that answers; whoever is refused by one is not let in by another. The connection is
 * closed when it fails.
 */
export async function atFirstServer<T>(
  { Url, CertificateAuthority: ca }: Pick<DirectorySource, 'Url' | 'CertificateAuthority'>,
  use: (connection: LdapConnection) => Promise<T>,
): Promise<T> {
  const failures: LdapError[] = [];
  for (const url of Url) {
    const server = parseLdapUrl(url);
    if (server === undefined) continue;
    let connection: LdapConnection | undefined;
    try {
      // The next server is for when this one is away.
      // eslint-disable-next-line no-await-in-loop
      connection = await LdapConnection.open({ ...server, ca });
      // eslint-disable-next-line no-await-in-loop
      return await use(connection);
    } catch (error) {
      connection?.close();
      if (isRefusal(error) || !(error instanceof LdapError)) throw error;
      failures.push(error);
    }
  }
  throw new LdapError(failures.map(({ message }) => message).join('; '), { cause: failures[0] });
}

async function passwordOf(
  { Name, Guid, SealedPassword: sealed }: DirectorySource,
  keys: Pick<SecretKeys, 'open'>,
): Promise<string> {
  if (sealed === undefined) throw new LdapError(`${Name} has no password for its AuthenticationCredential`);
  const opened = await keys.open(sealed, secretPlace(Guid, 'SealedPassword', 'DirectorySources'));
  if (opened.kind === 'opened') return opened.secret;
  throw new LdapError(`the password of ${Name} cannot be opened: ${opened.reason}`);
}
