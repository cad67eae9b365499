import type { DirectorySource } from '@mailyard/directory';
import { directoryIdentity, LdapError, type DirectoryLogin } from '@mailyard/ldap';
import type { SecretKeys } from '@mailyard/service';

import type { ForeignIdentity } from './linked-accounts.js';

/** Who proves to one of these directories who they are. Throws LdapError when none does and one cannot be asked. */
export async function identityIn(
  sources: readonly DirectorySource[],
  login: DirectoryLogin,
  keys: Pick<SecretKeys, 'open'>,
): Promise<ForeignIdentity | undefined> {
  const outcomes = await Promise.all(
    sources.map((source) => directoryIdentity(source, login, keys).catch(asFailure)),
  );
  const failure = outcomes.find((outcome) => outcome instanceof LdapError);
  const identity = outcomes.find((outcome): outcome is ForeignIdentity => isIdentity(outcome));
  if (identity === undefined && failure !== undefined) throw failure;
  return identity;
}

/** A directory that is away keeps nobody of another one outside. */
function asFailure(error: unknown): LdapError {
  if (error instanceof LdapError) return error;
  throw error;
}

function isIdentity(outcome: ForeignIdentity | LdapError | undefined): outcome is ForeignIdentity {
  return outcome !== undefined && !(outcome instanceof LdapError);
}
