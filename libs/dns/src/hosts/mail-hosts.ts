import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

import type { DnsAnswer, DnsFailure, DnsNothing, MxRecord, NullMx, Resolver } from '../resolver.js';
import { addressInBrackets, isHostAddress } from './address-literal.js';
import { hostsOfExchanges, type Exchange, type Search } from './exchanges.js';
import { isLocalhost } from './host-addresses.js';
import { LookUpTime } from './look-up-time.js';
import type { HostIdentity, MailHosts, NoHost } from './mail-host.js';

export interface MailHostsOptions {
  readonly resolver: Resolver;
  /**
   * Whether a host is one of ours: asked with the name alone before anything is looked up, and again with the addresses. A
   * host of equal or worse preference would send the mail back to us (RFC 5321 §5.1).
   */
  readonly isOurselves: (host: HostIdentity) => boolean;
  /** What an MX host without address means, as Exchange's DnsFaultTolerance; Lenient where nothing is said. */
  readonly faultTolerance?: 'Lenient' | 'Normal' | undefined;
  /** Whether user@[192.0.2.1] leads to that address; refused where nothing is said. */
  readonly addressLiterals?: 'allowed' | 'refused' | undefined;
  /** At least 0, less than 1; Math.random where nothing is said. */
  readonly random?: (() => number) | undefined;
  /** More hosts are not looked at. */
  readonly hostsMax?: number | undefined;
  /** For everything that DNS is asked for this domain. */
  readonly timeoutMs?: number | undefined;
}

/** RFC 5321 §5.1 asks for two at least. */
const mostHosts = 20;
/** Exchange's limit for one query. */
const mostMs = 60_000;

/**
 * Hosts that take mail for a domain, in the order to try them (RFC 5321 §5.1): by preference, those of equal preference in a
 * random order, each with the addresses of both families. The hosts of one preference are looked up when the first of them
 * is asked for, the next preference not before those were tried:
 *
 *     const hosts = mailHosts('example.com', { resolver, isOurselves });
 *     for (let next = await hosts.next(); !next.done; next = await hosts.next()) await tryHost(next.value);
 *
 * The generator's value at the end says why there is no (other) host; it never throws. Names may be in U-labels (RFC 5890).
 */
export function mailHosts(domain: string, options: MailHostsOptions): MailHosts {
  // RFC 6761 §6.3: every machine calls itself so, ours too.
  const isOurselves = (host: HostIdentity) => isLocalhost(host.name) || options.isOurselves(host);
  return hostsOf(domain, { ...options, isOurselves });
}

/** The same for a name that the administrator has chosen, and not the owner of some domain. */
export async function* hostsOf(domain: string, options: MailHostsOptions): MailHosts {
  if (domain.startsWith('[')) return yield* hostOfLiteral(domain, options);
  const name = asciiName(domain);
  if (name === undefined) return { kind: 'no-such-domain' };
  const search = searchOf(domain, options);
  const asked = isLocalhost(name) ? Promise.resolve(noRecord) : options.resolver.mx(name);
  const answer = (await search.time.wait(asked)) ?? tooLate(name);
  const exchanges = exchangesOf(name, answer);
  if ('kind' in exchanges) return exchanges;
  // DnsFaultTolerance is about MX records.
  const { faultTolerance } = answer.kind === 'found' ? search : lenient;
  return yield* hostsOfExchanges(exchanges, { ...search, faultTolerance });
}

const lenient: Pick<Search, 'faultTolerance'> = { faultTolerance: 'Lenient' };

function searchOf(source: string, options: MailHostsOptions): Search {
  const { resolver, isOurselves, faultTolerance = 'Lenient', random = Math.random } = options;
  const { hostsMax = mostHosts, timeoutMs = mostMs } = options;
  return { source, resolver, isOurselves, faultTolerance, random, hostsMax, time: new LookUpTime(timeoutMs) };
}

async function* hostOfLiteral(domain: string, options: MailHostsOptions): MailHosts {
  if (options.addressLiterals !== 'allowed') return { kind: 'address-literal' };
  const address = addressInBrackets(domain);
  if (address === undefined) return { kind: 'no-such-domain' };
  if (!isHostAddress(address)) return { kind: 'no-address' };
  const addresses = [address];
  if (options.isOurselves({ name: domain, addresses })) return { kind: 'only-ourselves' };
  yield { name: domain, source: domain, addresses, secure: false };
  return { kind: 'tried' };
}

/** Undefined for what no domain can be: an address without brackets, too, since no top-level domain is a number. */
function asciiName(domain: string): string | undefined {
  const ascii = /^[ -~]*$/.test(domain) ? domain.toLowerCase() : domainToASCII(domain);
  const name = ascii.replace(/\.$/, '');
  return name === '' || isIP(name) !== 0 ? undefined : name;
}

/** RFC 5321 §5.1: without any MX record the domain itself is the only host, with preference 0. */
function exchangesOf(name: string, answer: DnsAnswer<MxRecord> | NullMx): readonly Exchange[] | NoHost {
  switch (answer.kind) {
    case 'found':
      return answer.records.map(({ preference, exchange }) => ({
        preference,
        name: exchange,
        secure: answer.secure === true,
      }));
    case 'no-such-record':
      return [{ preference: 0, name, secure: answer.secure === true }];
    case 'no-such-domain':
    case 'null-mx':
      return { kind: answer.kind };
    case 'failed':
      return answer.reason === 'invalid-name' ? { kind: 'no-such-domain' } : answer;
  }
}

const noRecord: DnsNothing = { kind: 'no-such-record', ttl: 0 };

function tooLate(name: string): DnsFailure {
  return { kind: 'failed', reason: 'timeout', text: `no answer about ${name} in time` };
}
