import { z } from 'zod';

/** An LDAP server as RFC 4516 names one, without a base and a filter. */
export interface LdapServer {
  /** `ldaps`: TLS from the first octet; `ldap`: STARTTLS before anything else. */
  readonly scheme: 'ldap' | 'ldaps';
  /** IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

const schemes = ['ldap', 'ldaps'] as const;
const usualPort = { ldap: 389, ldaps: 636 } as const;
const pattern = /^(?<scheme>ldaps?):\/\/(?<host>\[[\da-f:.]+\]|[^/?#@:[\]\s]+)(?::(?<port>\d{1,5}))?\/?$/i;

export function parseLdapUrl(text: string): LdapServer | undefined {
  const { scheme, host, port: said } = pattern.exec(text.trim())?.groups ?? {};
  const known = schemes.find((each) => each === scheme?.toLowerCase());
  // Names are spelled as in any URL.
  const name = URL.parse(`http://${host}/`)?.hostname;
  if (known === undefined || name === undefined) return undefined;
  const port = Number(said ?? usualPort[known]);
  if (port < 1 || port > 65_535) return undefined;
  return { scheme: known, host: name.replaceAll(/^\[|\]$/g, ''), port };
}

export const ldapUrl = z
  .string()
  .trim()
  .refine(
    (text) => parseLdapUrl(text) !== undefined,
    'must be a server such as ldaps://dc01.contoso.com or ldap://dc01.contoso.com:389',
  );
