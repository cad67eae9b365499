import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** One address; an IPv4 address that is mapped into IPv6 is that IPv4 address (RFC 4291 §2.5.5.2). */
export interface IpAddress {
  readonly family: 4 | 6;
  /** Hexadecimal, of equal length within a family, so that text order is number order. */
  readonly hex: string;
  /** Scope id of a link-local address, `11` or `eth0` (RFC 4007 §11). */
  readonly zone: string | undefined;
}

const addressPattern = /^(?<address>[\da-f.:]+)(?:%(?<zone>[^%/:\s]+))?$/i;
const mappedPrefix = `${'0'.repeat(20)}ffff`;

/** Undefined when the text is no address. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const { address, zone } = addressPattern.exec(text)?.groups ?? {};
  // What ipaddr.js cannot read costs it an exception.
  if (address === undefined) return undefined;
  // It also takes `10` and `0x0a000001` for IPv4 addresses; an administrator who types those meant something else.
  if (!address.includes(':')) {
    const isAddress = zone === undefined && ipaddr.IPv4.isValidFourPartDecimal(address);
    return isAddress ? { family: 4, hex: hexOf(ipaddr.IPv4.parse(address)), zone } : undefined;
  }
  return ipaddr.IPv6.isValid(address)
    ? withoutMapping({ family: 6, hex: hexOf(ipaddr.IPv6.parse(address)), zone })
    : undefined;
}

/** The one way to write an address: `10.0.0.1`, `2001:db8::1` (RFC 5952), `fe80::1%eth0`. */
export function formatIpAddress({ hex, zone }: IpAddress): string {
  const text = ipaddr.fromByteArray([...Buffer.from(hex, 'hex')]).toString();
  return zone === undefined ? text : `${text}%${zone}`;
}

/** One address as one text, so that texts compare, without a zone; undefined when it is none. */
export function canonicalAddress(text: string): string | undefined {
  const address = parseIpAddress(text);
  return address && formatIpAddress({ ...address, zone: undefined });
}

function withoutMapping(address: IpAddress): IpAddress {
  if (!address.hex.startsWith(mappedPrefix)) return address;
  return { family: 4, hex: address.hex.slice(mappedPrefix.length), zone: undefined };
}

function hexOf(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return Buffer.from(address.toByteArray()).toString('hex');
}

/** A dual-stack socket shows IPv4 addresses mapped into IPv6 (RFC 4291 §2.5.5.2). */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** An address as text, kept in its one form; IPv6 with or without brackets. */
export const ipAddress = z
  .string()
  .trim()
  .transform((text, context) => {
    const address = parseIpAddress(text.replace(/^\[(.*)\]$/, '$1'));
    if (address !== undefined) return formatIpAddress(address);
    context.issues.push({ code: 'custom', message: 'must be an IP address', input: text });
    return z.NEVER;
  });
