import { domainToASCII } from 'node:url';

/** A forward-path or a non-null reverse-path without angle brackets and source route (RFC 5321 §4.1.2). */
export interface Path {
  /** As the client wrote it, quotes included; compared without regard to case. */
  readonly localPart: string;
  /** Lower case; an address literal keeps its brackets; empty only for `<Postmaster>`. */
  readonly domain: string;
}

/** Null is `<>` (RFC 5321 §4.5.5): notifications have it and are never answered. */
export type ReversePath = Path | null;

/** `local@domain`, or the empty string for the null reverse-path. */
export function formatPath(path: ReversePath): string {
  if (path === null) return '';
  return path.domain === '' ? path.localPart : `${path.localPart}@${path.domain}`;
}

/**
 * The form in which two addresses are compared and looked up, for nothing else: without regard to case, to quoting
 * (RFC 5321 §4.1.2: `"alice"` is alice) and to the form of the domain.
 */
export function addressKey({ localPart, domain }: Path): string {
  const name = unquoted(localPart).normalize('NFC').toLowerCase();
  return domain === '' ? name : `${name}@${domainKey(domain)}`;
}

/** The form in which two domains are compared: A-labels in lower case (RFC 5890 §2.3.2.4). */
export function domainKey(domain: string): string {
  // Only what is outside ASCII: the URL standard would read digits as an address of IPv4.
  const ascii = isAsciiText(domain) ? domain : domainToASCII(domain);
  return (ascii === '' ? domain : ascii).toLowerCase();
}

export function isAsciiText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the ASCII range begins with them
  return /^[\x00-\x7f]*$/.test(text);
}

function unquoted(localPart: string): string {
  return localPart.startsWith('"') ? localPart.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : localPart;
}

/** Local part of the Microsoft Exchange recipient, from which internal DSNs come; the same in every organization. */
export const exchangeRecipient = 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e';

const systemLocalParts = ['postmaster', exchangeRecipient.toLowerCase()];

/** Whether the local part is one that every domain has (RFC 5321 §4.5.1), or that of the Microsoft Exchange recipient. */
export function isSystemAddress({ localPart }: Path): boolean {
  return systemLocalParts.includes(addressKey({ localPart, domain: '' }));
}
