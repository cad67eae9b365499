import { z } from 'zod';

import { brokenRules, ruleIssue } from '../rules/broken-rules.js';
import { parseIpAddress, type IpAddress } from './ip-address.js';

/** Addresses from `first` to `last`, both included, as hexadecimal text of equal length, so that text order is number order. */
export interface IpRange {
  readonly family: 4 | 6;
  readonly first: string;
  readonly last: string;
  /** Only the addresses of this scope (RFC 4007 §11); undefined: of all. */
  readonly zone?: string | undefined;
}

/** `192.168.1.1`, `a-b` or `192.168.1.0/24` (host bits may be set); undefined when it is none of these. */
export function parseIpRange(text: string): IpRange | undefined {
  const everything = wholeFamily(text);
  if (everything !== undefined) return everything;
  const slash = text.indexOf('/');
  return slash === -1 ? fromTo(text) : block(text.slice(0, slash), text.slice(slash + 1));
}

/** A range as text. */
export const ipRange = z.string().superRefine((text, context) => {
  if (parseIpRange(text) !== undefined) return;
  context.addIssue({ code: 'custom', ...ruleIssue(brokenRules.R2(text)) });
});

/** The range of one address. */
export function addressRange(text: string): IpRange | undefined {
  const address = parseIpAddress(text);
  return address && between(address, address);
}

/** True when every address of `inner` is in `outer`. */
export function rangeContains(outer: IpRange, inner: IpRange): boolean {
  return (
    outer.family === inner.family &&
    outer.first <= inner.first &&
    inner.last <= outer.last &&
    (outer.zone === undefined || outer.zone === inner.zone)
  );
}

export function rangesOverlap(a: IpRange, b: IpRange): boolean {
  const sameScope = a.zone === undefined || b.zone === undefined || a.zone === b.zone;
  return a.family === b.family && sameScope && a.first <= b.last && b.first <= a.last;
}

export function sameRange(a: IpRange, b: IpRange): boolean {
  return rangeContains(a, b) && rangeContains(b, a);
}

/** Number of addresses; the smaller of two matching ranges is the more specific. */
export function rangeSize(range: IpRange): bigint {
  return BigInt(`0x${range.last}`) - BigInt(`0x${range.first}`) + 1n;
}

/** The published examples use a lone 0.0.0.0 for every IPv4 address; a lone :: is the same for IPv6. */
function wholeFamily(text: string): IpRange | undefined {
  const address = parseIpAddress(text);
  if (address === undefined || !/^0+$/.test(address.hex)) return undefined;
  return { family: address.family, first: address.hex, last: 'f'.repeat(address.hex.length) };
}

function fromTo(text: string): IpRange | undefined {
  const address = parseIpAddress(text);
  if (address !== undefined) return between(address, address);
  // The name of an interface may have a hyphen, too: that of the range is the one with an address on either side.
  for (const { index } of text.matchAll(/-/g)) {
    const first = parseIpAddress(text.slice(0, index).trim());
    const last = parseIpAddress(text.slice(index + 1).trim());
    if (first !== undefined && last !== undefined) return between(first, last);
  }
  return undefined;
}

function between(first: IpAddress, last: IpAddress): IpRange | undefined {
  if (first.family !== last.family || first.hex > last.hex) return undefined;
  if (first.zone !== undefined && last.zone !== undefined && first.zone !== last.zone) return undefined;
  return { family: first.family, first: first.hex, last: last.hex, zone: first.zone ?? last.zone };
}

/** RFC 4632 §3.1, RFC 4291 §2.3; RFC 4007 §11.7 puts the scope before the prefix length. */
function block(text: string, prefix: string): IpRange | undefined {
  const address = parseIpAddress(text);
  if (address === undefined || !/^\d{1,3}$/.test(prefix)) return undefined;
  const { family, hex, zone } = address;
  const bits = hex.length * 4;
  // The prefix of a mapped address counts the 96 bits in front of it.
  const hostBits = BigInt(bits - Number(prefix) + (family === 4 && text.includes(':') ? 96 : 0));
  if (hostBits < 0n || hostBits > BigInt(bits)) return undefined;
  const first = (BigInt(`0x${hex}`) >> hostBits) << hostBits;
  const last = first | ((1n << hostBits) - 1n);
  const text16 = (value: bigint): string => value.toString(16).padStart(hex.length, '0');
  return { family, first: text16(first), last: text16(last), zone };
}
