import type { AgentHost } from '@mailyard/agent-host';
import type { Pace } from '@mailyard/back-pressure';
import type { Directory } from '@mailyard/directory';
import type { ContentStores, FileContentStore, Lanes, QueueDatabase } from '@mailyard/queue';
import type { RoutingPlace } from '@mailyard/routing';
import { noTracking, type MessageTracking } from '@mailyard/tracking';

import { AgeClock } from './age/age-clock.js';
import { DsnAuthor } from './dsn/dsn-author.js';
import type { TransportCounts, TransportEvents } from './events/transport-events.js';
import { noAgentHost, type TransportContext } from './transport-context.js';

/** What a hub's context is made of. */
export interface ContextParts {
  readonly database: QueueDatabase;
  readonly stores: ContentStores & { readonly large: FileContentStore };
  readonly directory: Pick<Directory, 'organization' | 'onChange'>;
  /** Name of this server. */
  readonly fqdn: string;
  readonly place: RoutingPlace;
  /** Runs the agents that are not built in. Absent: there are none. */
  readonly agentHost?: Pick<AgentHost, 'ask' | 'onMended'>;
  /** At which mail is accepted. */
  readonly pace?: Pace;
  /** Whether what need not be categorized anew now has to wait. */
  readonly resubmissionPaused?: () => boolean;
  readonly events: TransportEvents;
  readonly counts: TransportCounts;
  /** Absent: nobody wants to know the way of single messages. */
  readonly tracking?: MessageTracking;
}

export function contextOf(
  options: ContextParts,
  lanes: Lanes,
  onRoutedByOlder: () => void,
): TransportContext {
  const { database, stores, directory, place, fqdn, events, counts, tracking = noTracking } = options;
  const { pace, resubmissionPaused = () => false } = options;
  const organization = () => directory.organization;
  const clock = new AgeClock({ wall: Date.now, monotonic: () => performance.now() });
  const nextId = () => database.ids.next();
  return {
    database,
    files: stores.large,
    stores,
    fqdn,
    organization,
    place,
    lanes,
    agentHost: options.agentHost ?? noAgentHost,
    dsns: new DsnAuthor({ fqdn, organization, nextId, stores, now: Date.now, events }),
    onRoutedByOlder,
    events,
    counts,
    tracking,
    handedOver: (waitedMs) => pace?.handedOver(waitedMs),
    resubmissionPaused,
    now: () => clock.now(),
  };
}
