import { readableName } from './name-key.js';
import { smtpAddressKey } from './smtp-address.js';

/**
 * The form in which logins are compared: as people read them (RFC 4616 §2 asks for SASLprep, RFC 4013, which is NFKC
 * without what is invisible), without regard to case nor to the form of an internationalized domain.
 */
export function loginKey(login: string): string {
  const prepared = readableName(login);
  return prepared.includes('@') ? smtpAddressKey(prepared) : prepared.toLowerCase();
}
