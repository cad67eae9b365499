import { isInDomain, type SendConnector, type Server } from '@mailyard/directory';
import { parseRate, type Rate } from '@mailyard/schema';
import { domainKey } from '@mailyard/smtp';

import type { Limit, OutboundDestination, ScopeLimits } from './outbound-limits.js';

export type LimitingConnector = Pick<
  SendConnector,
  'Guid' | 'MessageRateLimit' | 'ConnectionRateLimit' | 'MaxConcurrentConnections' | 'DestinationLimits'
>;

export type LimitingServer = Pick<Server, 'MaxOutboundConnections' | 'MaxPerDomainOutboundConnections'>;

export interface Destined {
  readonly connector: LimitingConnector;
  /** Undefined: the organization does not know it yet. */
  readonly server: LimitingServer | undefined;
  /** Of the next hop: of recipients, or the smart hosts. */
  readonly domain: string;
  /** Names of the hosts that take its mail, the preferred one first. */
  readonly hosts: readonly string[];
}

const atSetup: LimitingServer = { MaxOutboundConnections: 1_000, MaxPerDomainOutboundConnections: 20 };

type Entry = LimitingConnector['DestinationLimits'][number];
type Count = number | 'Unlimited';

/**
 * Whom mail for a domain counts for, and which limits hold: each limit is that of the most specific entry which has one. An
 * entry about MX hosts makes one destination of all domains there, unless one about the domain itself comes before it.
 */
export function outboundDestination(destined: Destined): OutboundDestination {
  const { connector, server = atSetup, domain } = destined;
  const entries = entriesFor(destined);
  const mxDomain = entries[0]?.MxDomain;
  return {
    connector: connector.Guid,
    key: mxDomain === undefined ? domainKey(domain) : `MX ${domainKey(mxDomain)}`,
    limits: {
      server: connections(server.MaxOutboundConnections, 'MaxOutboundConnections'),
      connector: {
        ...connections(connector.MaxConcurrentConnections, 'MaxConcurrentConnections'),
        ...rates(connector, ['ConnectionRateLimit', 'MessageRateLimit']),
      },
      destination: ofDestination(entries, server),
    },
  };
}

function ofDestination(entries: readonly Entry[], server: LimitingServer): ScopeLimits {
  const first = <Name extends keyof Entry>(name: Name): Entry[Name] =>
    entries.find((entry) => entry[name] !== undefined)?.[name];
  const most = first('MaxConcurrentConnections');
  const { MessageRateLimit = 'Unlimited', ConnectionRateLimit = 'Unlimited' } = {
    MessageRateLimit: first('MessageRateLimit'),
    ConnectionRateLimit: first('ConnectionRateLimit'),
  };
  return {
    ...(most === undefined
      ? connections(server.MaxPerDomainOutboundConnections, 'MaxPerDomainOutboundConnections')
      : connections(most, 'DestinationLimits')),
    ...rates({ MessageRateLimit, ConnectionRateLimit }, ['DestinationLimits', 'DestinationLimits']),
  };
}

function entriesFor({ connector, domain, hosts }: Destined): readonly Entry[] {
  return connector.DestinationLimits.map((entry) => ({ entry, rank: rankOf(entry, domain, hosts[0]) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((one, other) => other.rank - one.rank)
    .map(({ entry }) => entry);
}

/** 0: it is about others. A longer name is more specific, and no name is longer than a step. */
function rankOf({ Domain, MxDomain }: Entry, domain: string, host: string | undefined): number {
  const step = 1_000;
  if (MxDomain !== undefined) {
    return host !== undefined && isAtOrBelow(host, MxDomain) ? step + MxDomain.length : 0;
  }
  if (Domain === undefined) return 0;
  if (Domain === '*') return 1;
  if (!Domain.startsWith('*.')) return domainKey(domain) === domainKey(Domain) ? 3 * step : 0;
  return isAtOrBelow(domain, Domain.slice(2)) ? 2 * step + Domain.length : 0;
}

function isAtOrBelow(name: string, domain: string): boolean {
  return isInDomain(name, domain) || isInDomain(name, `*.${domain}`);
}

function connections(value: Count, parameter: string): ScopeLimits {
  return value === 'Unlimited' ? {} : { connections: { value, parameter } };
}

function rates(
  {
    ConnectionRateLimit,
    MessageRateLimit,
  }: Pick<LimitingConnector, 'ConnectionRateLimit' | 'MessageRateLimit'>,
  [ofConnections, ofMessages]: readonly [connections: string, messages: string],
): ScopeLimits {
  const connectionRate = limit(ConnectionRateLimit, ofConnections);
  const messageRate = limit(MessageRateLimit, ofMessages);
  return {
    ...(connectionRate === undefined ? {} : { connectionRate }),
    ...(messageRate === undefined ? {} : { messageRate }),
  };
}

function limit(written: string, parameter: string): Limit<Rate> | undefined {
  const value = parseRate(written);
  return value === undefined ? undefined : { value, parameter };
}
