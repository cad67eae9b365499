import { createHash } from 'node:crypto';

import { loginKey } from '../values/login.js';
import { parseIpAddress } from '../values/network/ip-address.js';

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
  const source = sourceOf(address);
  if (principalName === undefined) return { source, account: undefined };
  const account = createHash('sha256').update(loginKey(principalName)).digest('base64url').slice(0, 22);
  return { source, account };
}

/** Whoever has an IPv6 address has the /64 around it (RFC 6177 §2): it is one source. */
function sourceOf(address: string): string {
  const parsed = parseIpAddress(address);
  if (parsed === undefined) return address;
  return parsed.family === 4 ? `4:${parsed.hex}` : `6:${parsed.hex.slice(0, 16)}`;
}
