import type { DeliveryAgent } from '@mailyard/delivery';
import type { TransportSettings } from '@mailyard/directory';
import { connectorRetryDelayMs, mailboxRetryDelayMs, type RetrySchedule } from '@mailyard/queue';
import type { DeliveryType, NextHop } from '@mailyard/routing';

/** How the queues of one delivery type are served. */
export interface DeliveryEntry {
  readonly agent: DeliveryAgent;
  /** Of a queue whose next hop cannot be reached. */
  readonly retryDelayMs: RetrySchedule;
  /** Messages of one hub on their way to one next hop at a time. */
  readonly maxDeliveries: (settings: TransportSettings) => number;
}

/** The delivery types that this hub can deliver; messages of others wait in their queues. */
export type DeliveryTable = Readonly<Partial<Record<DeliveryType, DeliveryEntry>>>;

/** An agent for each entry. */
export interface DeliveryAgents {
  readonly smtp: DeliveryAgent;
  /** To the other services of an organization; an Edge has none. */
  readonly inside?: {
    readonly mailbox: DeliveryAgent;
    readonly server: DeliveryAgent;
    /** Of Foreign connectors. */
    readonly foreign?: DeliveryAgent;
    /** Of Delivery Agent connectors. */
    readonly installed?: DeliveryAgent;
  };
}

/** What the hub hears of its next hops. */
export interface NextHopNews {
  /** Next hops of that type, or some of them, have come back: whoever waits for one need not wait for a timer. */
  returned(deliveryType: DeliveryType): void;
  /** It has answered, and may have more sessions than before. */
  answers(nextHop: NextHop): void;
  /** Some message has no connection within our limits: lanes without work give back theirs. */
  connectionsShort(): void;
}

export type MakeAgents = (news: NextHopNews) => DeliveryAgents;

/** To one server, over a few connections that carry many at a time. */
const relayedAtOnce = 256;

/** For one gateway: each is an fsync of its own. */
const filesAtOnce = 20;

/** The delivery types by which mail goes to other servers of the organization. */
export const relayToServers = [
  'SmtpRelayToConnectorSourceServers',
  'SmtpRelayToMailboxDeliveryGroup',
  'SmtpRelayToRemoteActiveDirectorySite',
  'SmtpRelayToServers',
] as const satisfies readonly DeliveryType[];

/** All that depends on a queue's delivery type: a new one is an entry here. */
export function deliveryTable({ smtp, inside }: DeliveryAgents): DeliveryTable {
  const throughConnectors: DeliveryEntry = {
    agent: smtp,
    retryDelayMs: connectorRetryDelayMs,
    maxDeliveries: () => Infinity,
  };
  const outward = {
    DnsConnectorDelivery: throughConnectors,
    SmartHostConnectorDelivery: throughConnectors,
  };
  if (inside === undefined) return outward;
  const toServers: DeliveryEntry = {
    agent: inside.server,
    retryDelayMs: connectorRetryDelayMs,
    maxDeliveries: () => relayedAtOnce,
  };
  return {
    ...(inside.installed === undefined
      ? {}
      : { DeliveryAgent: { ...throughConnectors, agent: inside.installed } }),
    ...(inside.foreign === undefined
      ? {}
      : {
          NonSmtpGatewayDelivery: {
            ...throughConnectors,
            agent: inside.foreign,
            maxDeliveries: () => filesAtOnce,
          },
        }),
    SmtpRelayToConnectorSourceServers: toServers,
    SmtpRelayToMailboxDeliveryGroup: toServers,
    SmtpRelayToRemoteActiveDirectorySite: toServers,
    SmtpRelayToServers: toServers,
    SmtpRelayWithinAdSiteToEdge: throughConnectors,
    ...outward,
    SmtpDeliveryToMailbox: {
      agent: inside.mailbox,
      retryDelayMs: mailboxRetryDelayMs,
      maxDeliveries: ({ MaxConcurrentMailboxDeliveries }) => MaxConcurrentMailboxDeliveries,
    },
  };
}
