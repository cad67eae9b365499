import { createHash } from 'node:crypto';

import { loginKey, networkSource } from '@mailyard/schema';

/** From where an account is tried, as it is counted. */
export interface SignInKey {
  readonly source: string;
  /** Undefined: whose it is will not be known before it is looked at. */
  readonly account: string | undefined;
}

/**
 * `principalName` is what the client typed, in its complete form, whether or not it names an account. It is hashed: what
 * is typed as a name may be a password, and may be long.
 */
export function signInKey(address: string, principalName: string | undefined): SignInKey {
  const source = networkSource(address);
  if (principalName === undefined) return { source, account: undefined };
  const account = createHash('sha256').update(loginKey(principalName)).digest('base64url').slice(0, 22);
  return { source, account };
}
