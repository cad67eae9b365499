import { isIPv4, isIPv6 } from 'node:net';

// RFC 5321 §4.5.3.1.2 and RFC 1035 §2.3.4, in octets.
const domainMaxOctets = 255;
const labelMaxOctets = 63;

// Sub-domain of RFC 5321 §4.1.2 with U-labels (RFC 6531 §3.3), and the underscore that real hosts have in their names.
const letter = String.raw`(?:[a-z0-9_]|(?![\p{C}\p{Z}])[\u{80}-\u{10ffff}])`;
const label = new RegExp(String.raw`^${letter}(?:(?:${letter}|-)*${letter})?$`, 'iu');

/** The domain of a mailbox: names or an address literal, in lower case; undefined when it is neither. */
export function parseDomain(text: string): string | undefined {
  if (text.startsWith('[')) return isAddressLiteral(text) ? text.toLowerCase() : undefined;
  if (text === '' || Buffer.byteLength(text) > domainMaxOctets) return undefined;
  return text.split('.').every(isLabel) ? text.toLowerCase() : undefined;
}

/** RFC 5321 §4.1.3: `[192.0.2.1]`, `[IPv6:2001:db8::1]`. */
export function isAddressLiteral(text: string): boolean {
  if (!text.startsWith('[') || !text.endsWith(']')) return false;
  const inner = text.slice(1, -1);
  return /^ipv6:/i.test(inner) ? !inner.includes('%') && isIPv6(inner.slice(5)) : isIPv4(inner);
}

/**
 * Argument of HELO, EHLO and LHLO. Clients send bare addresses and machine names that are no domain, which Exchange
 * takes; what could break a log line or a Received field is refused.
 */
export function isHelloName(text: string): boolean {
  return text.length <= domainMaxOctets && /^[\w.:[\]%()+/#-]*$/.test(text);
}

function isLabel(text: string): boolean {
  return Buffer.byteLength(text) <= labelMaxOctets && label.test(text);
}
