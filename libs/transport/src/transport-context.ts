import type { AgentHost } from '@mailyard/agent-host';
import type { Organization } from '@mailyard/directory';
import type { ContentStores, FileContentStore, Lanes, QueueDatabase } from '@mailyard/queue';
import type { RoutingPlace } from '@mailyard/routing';
import type { MessageTracking } from '@mailyard/tracking';

import type { DsnAuthor } from './dsn/dsn-author.js';
import type { SafetyNet } from './safety-net/safety-net.js';
import type { TransportCounts, TransportEvents } from './events/transport-events.js';

/** What the parts of a hub share. */
export interface TransportContext {
  readonly database: QueueDatabase;
  /** Content that is not in Redis. */
  readonly files: Pick<FileContentStore, 'read' | 'remove'>;
  /** For content that is made here. */
  readonly stores: ContentStores;
  /** Name of this server. */
  readonly fqdn: string;
  readonly organization: () => Organization;
  /** Where this hub routes. */
  readonly place: RoutingPlace;
  /** Of the queues that a part fills. */
  readonly lanes: Lanes;
  readonly dsns: DsnAuthor;
  /** Of agents that are not built in. */
  readonly agentHost: Pick<AgentHost, 'ask'>;
  /** To be told when the organization has changed between the choice of a route and its commit. */
  readonly onRoutedByOlder: () => void;
  readonly events: TransportEvents;
  readonly counts: TransportCounts;
  readonly tracking: MessageTracking;
  /** A message goes to its next hop for the first time, so long after it was accepted. */
  readonly handedOver: (waitedMs: number) => void;
  /** Whether what need not be categorized anew now has to wait. */
  readonly resubmissionPaused: () => boolean;
  /** Keeps what was delivered; absent: nobody does. */
  readonly safetyNet?: Pick<SafetyNet, 'isOn' | 'keep'>;
  /** The time by which ages are judged, milliseconds since the epoch. */
  readonly now: () => number;
}

/** Where no host of agents is, none answers. */
export const noAgentHost: TransportContext['agentHost'] = {
  ask: () => Promise.resolve({ of: 'failure', reason: 'no agents run here' }),
};
