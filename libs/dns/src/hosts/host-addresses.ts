import { isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import type { DnsAnswer, DnsFailure, Resolver } from '../resolver.js';
import { isHostAddress } from './address-literal.js';
import { shuffled } from './shuffled.js';

export interface HostAddresses {
  readonly kind: 'addresses';
  /** At least one. */
  readonly addresses: readonly string[];
  readonly secure: boolean;
  readonly canonical: string | undefined;
}

const loopback = { addresses: ['::1', '127.0.0.1'], secure: false, canonical: undefined };

/** How long the one family is waited for once the other has come (RFC 8305 §3, for those who are not in a hurry). */
const resolutionDelayMs = 500;

/** `localhost` and what is below it; no resolver is asked for it (RFC 6761 §6.3). */
export function isLocalhost(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}

/** Addresses of both families; `no-address` for what is no name of a host, as an address that stands in an MX record. */
export async function hostAddresses(
  name: string,
  resolver: Resolver,
  random: () => number,
): Promise<HostAddresses | { readonly kind: 'no-address' } | DnsFailure> {
  if (isIP(name) !== 0) return { kind: 'no-address' };
  if (isLocalhost(name)) return { ...loopback, kind: 'addresses' };
  const [aaaa, a] = [resolver.aaaa(name), resolver.a(name)];
  const answers = await Promise.all([inTime(aaaa, a), inTime(a, aaaa)]);
  // The cache keeps an order for the whole TTL, and with it nearly all connections would go to the first.
  const [ipv6 = [], ipv4 = []] = answers.map((answer) => shuffled(usable(answer), random));
  const addresses = byTurns(ipv6, ipv4);
  if (addresses.length === 0) {
    return answers.find((answer) => answer.kind === 'failed') ?? { kind: 'no-address' };
  }
  const told = answers.filter((answer) => answer.kind !== 'failed');
  const canonical = answers.map((answer) => (answer.kind === 'found' ? answer.canonical : undefined));
  return {
    kind: 'addresses',
    addresses,
    secure: told.every(({ secure }) => secure === true),
    canonical: canonical.find((end) => end !== undefined),
  };
}

/** RFC 8305 §3: a name server that answers for one family only holds nobody up. */
async function inTime(
  answer: Promise<DnsAnswer<string>>,
  other: Promise<DnsAnswer<string>>,
): Promise<DnsAnswer<string>> {
  const late = other.then(({ kind }) =>
    kind === 'found' ? delay(resolutionDelayMs, tooLate, unref) : answer,
  );
  return Promise.race([answer, late]);
}

const unref = { ref: false };
const tooLate: DnsFailure = { kind: 'failed', reason: 'timeout', text: 'the other family came first' };

function usable(answer: DnsAnswer<string>): readonly string[] {
  return answer.kind === 'found' ? answer.records.filter(isHostAddress) : [];
}

/** RFC 8305 §4: the families alternate, IPv6 first, so that one that leads nowhere costs one attempt. */
function byTurns(ipv6: readonly string[], ipv4: readonly string[]): readonly string[] {
  const turns = Math.max(ipv6.length, ipv4.length);
  return Array.from({ length: turns }, (_, turn) => [ipv6[turn], ipv4[turn]])
    .flat()
    .filter((address) => address !== undefined);
}
