import { smtpAddressKey } from './smtp-address.js';

/**
 * The form in which logins are compared: without regard to case, to how a character is composed or how wide it is
 * (RFC 4616 §2: SASLprep, which is NFKC for what a login may hold), nor to the form of an internationalized domain.
 */
export function loginKey(login: string): string {
  const prepared = login.normalize('NFKC');
  return prepared.includes('@') ? smtpAddressKey(prepared) : prepared.toLowerCase();
}
