import { sourceOf, type DirectorySource, type Organization, type Sourced } from '@mailyard/directory';

import { isRefusal } from '../connection/ldap-error.js';
import { atFirstServer } from '../connection/open-source.js';

/** Somebody whose password another directory knows. */
export interface DirectoryBind {
  readonly source: DirectorySource;
  readonly distinguishedName: string;
}

/** How a recipient signs in that comes from a directory; undefined: with a password that is kept here. */
export function directoryBindOf(
  user: Sourced | undefined,
  { indexed }: Organization,
): DirectoryBind | undefined {
  const guid = user === undefined ? undefined : sourceOf(user);
  if (user?.DirectorySource === undefined || guid === undefined) return undefined;
  const source = indexed.get('DirectorySources', guid);
  if (source === undefined || !source.SignInByBind) return undefined;
  return { source, distinguishedName: user.DirectorySource.DistinguishedName };
}

/**
 * Whether the directory takes the password. Throws LdapError when it cannot be asked, which says nothing of the password.
 * No password is never one (RFC 4513 §5.1.2: the directory would say yes).
 */
export async function provesPassword(
  { source, distinguishedName }: DirectoryBind,
  password: string,
): Promise<boolean> {
  if (password === '' || !source.Enabled) return false;
  try {
    await atFirstServer(source, async (connection) => {
      await connection.bind(distinguishedName, password);
      connection.close();
    });
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}
