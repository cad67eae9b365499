import { isIPv4, isIPv6 } from 'node:net';

import { canonicalAddress, portNumber, type Endpoint } from '../../address/endpoint.js';
import type { InputBuffer } from '../input/input-buffer.js';

// The PROXY protocol of HAProxy, versions 1 and 2: a load balancer says first who the client is. The sections below are
// those of its specification (proxy-protocol.txt).

export type ProxyHeader =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'malformed' }
  | {
      readonly kind: 'complete';
      /** Length of the header. */
      readonly octets: number;
      /** Undefined: the balancer speaks for itself (a health check), or does not know the client. */
      readonly client: Endpoint | undefined;
    };

const incomplete: ProxyHeader = { kind: 'incomplete' };
const malformed = { kind: 'malformed' } as const;

// The specification asks for at least three seconds, since TCP may have to send a segment again.
const headerTimeoutMs = 5000;

// §2.1: the longest line of version 1, with its CRLF.
const lineOctetsMax = 107;
const linePrefix = Buffer.from('PROXY ');
// §2.2.
const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const fixedOctets = 16;

/** Reads the header from the beginning of what the peer has sent so far. */
export function parseProxyHeader(octets: Buffer): ProxyHeader {
  if (beginsLike(octets, linePrefix)) return parseLine(octets);
  return beginsLike(octets, signature) ? parseBinary(octets) : malformed;
}

/** Takes the header, which must come soon; what follows it stays to be read. Undefined: the peer left without a word. */
export async function readProxyHeader(
  input: InputBuffer,
): Promise<Exclude<ProxyHeader, { kind: 'incomplete' }> | undefined> {
  let octets = Buffer.alloc(0);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    input.end();
  }, headerTimeoutMs);
  try {
    for (;;) {
      const header = parseProxyHeader(octets);
      if (header.kind === 'complete') input.unread(octets.subarray(header.octets));
      if (header.kind !== 'incomplete') return header;
      const more = input.takeOctets() ?? ((await input.more()) ? input.takeOctets() : undefined);
      if (more === undefined) return octets.length === 0 && !late ? undefined : malformed;
      octets = Buffer.concat([octets, more]);
    }
  } finally {
    clearTimeout(timer);
  }
}

function beginsLike(octets: Buffer, beginning: Buffer): boolean {
  const length = Math.min(octets.length, beginning.length);
  return octets.subarray(0, length).equals(beginning.subarray(0, length));
}

/** §2.1: `PROXY TCP4 192.0.2.1 192.0.2.9 56324 25` and CRLF, one space between the words. */
function parseLine(octets: Buffer): ProxyHeader {
  const end = octets.subarray(0, lineOctetsMax).indexOf('\n');
  if (end === -1) return octets.length < lineOctetsMax ? incomplete : malformed;
  const line = octets.toString('latin1', 0, end);
  if (!line.endsWith('\r')) return malformed;
  const [, family, ...fields] = line.slice(0, -1).split(' ');
  if (family === 'UNKNOWN') return { kind: 'complete', octets: end + 1, client: undefined };
  const isAddress = lineFamilies.get(family);
  const client = isAddress && clientOf(fields, isAddress);
  return client === undefined ? malformed : { kind: 'complete', octets: end + 1, client };
}

type AddressTest = (text: string) => boolean;

const lineFamilies: ReadonlyMap<string | undefined, AddressTest> = new Map([
  ['TCP4', isIPv4],
  ['TCP6', isIPv6],
]);

/** Source and destination address, source and destination port. */
function clientOf(fields: readonly string[], isAddress: AddressTest): Endpoint | undefined {
  const addresses = fields.slice(0, 2);
  const [port, destinationPort, ...rest] = fields.slice(2).map(portNumber);
  if (!addresses.every(isAddress) || rest.length > 0) return undefined;
  if (port === undefined || destinationPort === undefined) return undefined;
  const [address] = addresses.map(canonicalAddress);
  return address === undefined ? undefined : { address, port };
}

/** §2.2: signature, version and command, family, length, addresses, and TLVs, which say nothing that is asked here. */
function parseBinary(octets: Buffer): ProxyHeader {
  if (octets.length < fixedOctets) return incomplete;
  const command = commands[octets.readUInt8(12)];
  if (command === undefined) return malformed;
  const total = fixedOctets + octets.readUInt16BE(14);
  const family = families[octets.readUInt8(13)];
  if (command === 'PROXY' && (family === undefined || total < fixedOctets + family.octets)) return malformed;
  if (octets.length < total) return incomplete;
  const client = command === 'PROXY' ? family?.client(octets.subarray(fixedOctets)) : undefined;
  return { kind: 'complete', octets: total, client };
}

const commands: Readonly<Record<number, 'LOCAL' | 'PROXY'>> = { 0x20: 'LOCAL', 0x21: 'PROXY' };

interface Family {
  /** Of both addresses and ports. */
  readonly octets: number;
  client(addresses: Buffer): Endpoint | undefined;
}

/** Unspecified, TCP over IPv4, TCP over IPv6: over nothing else comes mail. */
const families: Readonly<Record<number, Family>> = {
  0x00: { octets: 0, client: () => undefined },
  0x11: {
    octets: 12,
    client: (octets) => ({ address: octets.subarray(0, 4).join('.'), port: octets.readUInt16BE(8) }),
  },
  0x21: {
    octets: 36,
    client: (octets) => {
      const groups = Array.from({ length: 8 }, (_, index) => octets.readUInt16BE(2 * index).toString(16));
      return { address: canonicalAddress(groups.join(':')) ?? '::', port: octets.readUInt16BE(32) };
    },
  },
};
