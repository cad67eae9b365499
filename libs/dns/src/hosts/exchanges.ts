import type { Resolver } from '../resolver.js';
import { hostAddresses } from './host-addresses.js';
import type { LookUpTime } from './look-up-time.js';
import { weightier, type HostIdentity, type MailHost, type MailHosts, type NoHost } from './mail-host.js';
import { shuffled } from './shuffled.js';

/** A host that an MX record names, or a domain without MX records as its own host. */
export interface Exchange {
  readonly preference: number;
  readonly name: string;
  /** The record was validated. */
  readonly secure: boolean;
}

/** One search for the hosts of a domain. */
export interface Search {
  readonly source: string;
  readonly resolver: Resolver;
  readonly isOurselves: (host: HostIdentity) => boolean;
  readonly faultTolerance: 'Lenient' | 'Normal';
  readonly random: () => number;
  readonly hostsMax: number;
  readonly time: LookUpTime;
}

type LookedUp =
  | { readonly kind: 'host'; readonly host: MailHost }
  | { readonly kind: 'ourselves' }
  | { readonly kind: 'bad'; readonly name: string; readonly reason: NoHost };

/** For those of equal preference together; who is later is tried behind the others. */
const patienceMs = 5_000;

/** The hosts, preference by preference. */
export async function* hostsOfExchanges(exchanges: readonly Exchange[], search: Search): MailHosts {
  const better = withoutOurselves(exchanges, search.isOurselves);
  const chosen = inOrder(better, search.random).slice(0, search.hostsMax);
  let end: NoHost = { kind: better.length < exchanges.length ? 'only-ourselves' : 'no-address' };
  for (const equals of Map.groupBy(chosen, ({ preference }) => preference).values()) {
    if (search.time.isUp) return weightier(end, noAnswerInTime(search));
    for await (const batch of lookedUp(equals, search)) {
      const { hosts, reason, further } = judged(batch, search);
      for (const host of hosts) {
        yield host;
        end = { kind: 'tried' };
      }
      end = weightier(end, reason);
      if (!further) return end;
    }
  }
  return end;
}

/** By name: what is not better than ourselves is left out without being looked up. */
function withoutOurselves(
  exchanges: readonly Exchange[],
  isOurselves: Search['isOurselves'],
): readonly Exchange[] {
  const ours = exchanges.filter(({ name }) => isOurselves({ name, addresses: [] }));
  const limit = Math.min(...ours.map(({ preference }) => preference));
  return exchanges.filter(({ preference }) => preference < limit);
}

/** RFC 5321 §5.1: equals in a random order, anew each time. A host that is named twice is tried once. */
function inOrder(exchanges: readonly Exchange[], random: () => number): readonly Exchange[] {
  const names = new Set<string>();
  return shuffled(exchanges, random)
    .toSorted((a, b) => a.preference - b.preference)
    .filter(({ name }) => !names.has(name) && names.add(name));
}

/** First those who are known soon, so that one whose name server is silent does not keep mail from its equals. */
async function* lookedUp(
  equals: readonly Exchange[],
  search: Search,
): AsyncGenerator<readonly LookedUp[], void, void> {
  const known = new Map<Exchange, LookedUp>();
  const answers = equals.map(async (exchange) => {
    const result = await lookUp(exchange, search);
    known.set(exchange, result);
    return result;
  });
  await search.time.wait(Promise.all(answers), patienceMs);
  const late = answers.filter((_, index) => !known.has(equals[index] as Exchange));
  yield equals.flatMap((exchange) => known.get(exchange) ?? []);
  for (const answer of late) yield [(await search.time.wait(answer)) ?? tooLate(search)];
}

async function lookUp(exchange: Exchange, { resolver, random, ...search }: Search): Promise<LookedUp> {
  const { name } = exchange;
  const found = await hostAddresses(name, resolver, random);
  if (found.kind !== 'addresses') return { kind: 'bad', name, reason: found };
  const { addresses, canonical } = found;
  if (search.isOurselves({ name, addresses })) return { kind: 'ourselves' };
  const secure = exchange.secure && found.secure;
  return { kind: 'host', host: { name, source: search.source, addresses, secure, canonical } };
}

function tooLate(search: Search): LookedUp {
  return { kind: 'bad', name: search.source, reason: noAnswerInTime(search) };
}

function noAnswerInTime({ source }: Search): NoHost {
  return { kind: 'failed', reason: 'timeout', text: `no answer about the hosts of ${source} in time` };
}

/** Which of those of one preference to try, what is wrong with the others, and whether further hosts may be tried. */
function judged(
  batch: readonly LookedUp[],
  { faultTolerance }: Search,
): { readonly hosts: readonly MailHost[]; readonly reason: NoHost; readonly further: boolean } {
  const noAddress: NoHost = { kind: 'no-address' };
  if (batch.some(({ kind }) => kind === 'ourselves')) {
    return { hosts: [], reason: { kind: 'only-ourselves' }, further: false };
  }
  const bad = batch.filter((result) => result.kind === 'bad');
  if (bad[0] !== undefined && faultTolerance === 'Normal') {
    return { hosts: [], reason: { kind: 'bad-mx', host: bad[0].name }, further: false };
  }
  const hosts = batch.flatMap((result) => (result.kind === 'host' ? [result.host] : []));
  return { hosts, reason: bad.map(({ reason }) => reason).reduce(weightier, noAddress), further: true };
}
