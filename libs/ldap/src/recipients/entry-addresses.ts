import { isSmtpAddress, smtpAddressKey } from '@mailyard/schema';

import { textsOf, type LdapEntry } from '../entries/ldap-entry.js';

const proxyAddress = /^(?<type>smtp):(?<address>.+)$/i;

/** Where people have their addresses who have no proxyAddresses. */
const plainAttributes = ['mail', 'mailLocalAddress', 'mailAlternateAddress'];

/**
 * The addresses of an entry, the primary one first: `SMTP:` in capitals of proxyAddresses, else the first `mail`. What is no
 * address of SMTP is left out.
 */
export function entryAddresses(entry: LdapEntry): readonly string[] {
  const proxies = textsOf(entry, 'proxyAddresses').flatMap((text) => {
    const { type, address } = proxyAddress.exec(text)?.groups ?? {};
    return type === undefined || address === undefined ? [] : [{ isPrimary: type === 'SMTP', address }];
  });
  const plain = plainAttributes.flatMap((name) => textsOf(entry, name));
  const primary = proxies.find(({ isPrimary }) => isPrimary)?.address;
  const proxied = proxies.map(({ address }) => address);
  const found = proxies.length === 0 ? plain : [primary ?? plain[0] ?? '', ...proxied];
  return distinct(found.filter(isSmtpAddress));
}

/** Where mail for somebody outside goes; of another type as `FAX:+49 123`. */
export function targetAddress(entry: LdapEntry): string | undefined {
  const [target] = textsOf(entry, 'targetAddress');
  return target?.replace(/^smtp:/i, '');
}

/** Each once, where it comes first. */
function distinct(addresses: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return addresses.filter((address) => {
    const key = smtpAddressKey(address);
    return !seen.has(key) && seen.add(key);
  });
}
