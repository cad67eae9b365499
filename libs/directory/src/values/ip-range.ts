import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** Addresses from `first` to `last`, both included, as hexadecimal text of equal length, so that text order is number order. */
export interface IpRange {
  readonly family: 4 | 6;
  readonly first: string;
  readonly last: string;
}

/** `192.168.1.1`, `a-b` or `192.168.1.0/24` (host bits may be set); undefined when it is none of these. */
export function parseIpRange(text: string): IpRange | undefined {
  // The published examples use a lone 0.0.0.0 for every IPv4 address.
  if (text === '0.0.0.0') return { family: 4, first: '00000000', last: 'ffffffff' };
  const [from, to] = text.includes('/') ? cidrEnds(text) : rangeEnds(text);
  if (from === undefined || to === undefined || from.kind() !== to.kind()) return undefined;
  const range: IpRange = { family: from.kind() === 'ipv4' ? 4 : 6, first: hex(from), last: hex(to) };
  return range.first <= range.last ? range : undefined;
}

/** A range as text. */
export const ipRange = z
  .string()
  .refine((text) => parseIpRange(text) !== undefined, 'must be an address, a range a-b or a CIDR block');

/** The range of one peer; an IPv4 address mapped into IPv6 counts as IPv4 (RFC 4291 §2.5.5.2). */
export function addressRange(address: string): IpRange | undefined {
  const withoutZone = address.replace(/%.*$/, '');
  if (!ipaddr.isValid(withoutZone)) return undefined;
  const parsed = ipaddr.process(withoutZone);
  return { family: parsed.kind() === 'ipv4' ? 4 : 6, first: hex(parsed), last: hex(parsed) };
}

/** True when every address of `inner` is in `outer`. */
export function rangeContains(outer: IpRange, inner: IpRange): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

export function rangesOverlap(a: IpRange, b: IpRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

export function sameRange(a: IpRange, b: IpRange): boolean {
  return rangeContains(a, b) && rangeContains(b, a);
}

/** Number of addresses; the smaller of two matching ranges is the more specific. */
export function rangeSize(range: IpRange): bigint {
  return BigInt(`0x${range.last}`) - BigInt(`0x${range.first}`) + 1n;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function cidrEnds(text: string): readonly Address[] {
  if (ipaddr.IPv4.isValidCIDR(text) && ipaddr.IPv4.isValidFourPartDecimal(text.slice(0, text.indexOf('/')))) {
    return [ipaddr.IPv4.networkAddressFromCIDR(text), ipaddr.IPv4.broadcastAddressFromCIDR(text)];
  }
  if (!ipaddr.IPv6.isValidCIDR(text)) return [];
  return [ipaddr.IPv6.networkAddressFromCIDR(text), ipaddr.IPv6.broadcastAddressFromCIDR(text)];
}

function rangeEnds(text: string): readonly (Address | undefined)[] {
  const [from, to = from, ...rest] = text.split('-').map((part) => part.trim().replace(/%[\w]+$/, ''));
  if (from === undefined || to === undefined || rest.length > 0) return [];
  return [strictAddress(from), strictAddress(to)];
}

/** ipaddr.js also takes `10` and `0x0a000001` for IPv4 addresses; an administrator who types those meant something else. */
function strictAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
}

function hex(address: Address): string {
  return Buffer.from(address.toByteArray()).toString('hex');
}
