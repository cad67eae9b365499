import { isIPv4, isIPv6 } from 'node:net';

export type RecordType = 'A' | 'AAAA' | 'MX' | 'PTR' | 'TLSA' | 'TXT';

export interface Question {
  readonly type: RecordType;
  /** In lower case, without the root's dot. */
  readonly name: string;
}

// RFC 1035 §2.3.4, in octets; of the 255 one is the first length and one the root.
const nameMax = 253;
const labelMax = 63;

/** Undefined when no domain can have this name. */
export function questionFor(type: RecordType, name: string): Question | undefined {
  const bare = name.toLowerCase().replace(/\.$/, '');
  return isName(bare) ? { type, name: bare } : undefined;
}

/** The name under which the names of an address are kept; undefined when it is no address. */
export function reverseName(address: string): string | undefined {
  if (isIPv4(address)) return `${address.split('.').toReversed().join('.')}.in-addr.arpa`;
  if (!isIPv6(address) || address.includes('%')) return undefined;
  return `${nibbles(address).toReversed().join('.')}.ip6.arpa`;
}

/** Printable ASCII: DNS has names that no host may have, `_dmarc` for one (RFC 2181 §11). */
function isName(name: string): boolean {
  if (name.length > nameMax || !/^[!-~]+$/.test(name)) return false;
  return name.split('.').every((label) => label.length > 0 && label.length <= labelMax);
}

function nibbles(address: string): readonly string[] {
  // The last 32 bits may be written as an IPv4 address (RFC 4291 §2.2).
  const text = address.replace(/[\d.]+\.[\d.]+$/, (ipv4) => {
    const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = [], tail = []] = text.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].flatMap((group) => Array.from(group.padStart(4, '0').toLowerCase()));
}
