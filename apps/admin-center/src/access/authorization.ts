import type { NameAndPassword } from '@mailyard/sign-in';

/** What an Authorization header brings (RFC 7617, RFC 6750 §2.1). */
export type Authorization =
  ({ readonly scheme: 'Basic' } & NameAndPassword) | { readonly scheme: 'Bearer'; readonly token: string };

/** Undefined: of another scheme, or broken. */
export function authorizationOf(header: string): Authorization | undefined {
  const [scheme = '', value = ''] = header.split(/ +/, 2);
  if (value === '') return undefined;
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'Bearer', token: value };
  return scheme.toLowerCase() === 'basic' ? basic(value) : undefined;
}

/** The name ends at the first colon; a password may have more of them. */
function basic(encoded: string): Authorization | undefined {
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  if (colon === -1) return undefined;
  return { scheme: 'Basic', name: text.slice(0, colon), password: text.slice(colon + 1) };
}
