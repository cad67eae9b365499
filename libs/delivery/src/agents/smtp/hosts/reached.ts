import type { SendConnector } from '@mailyard/directory';
import type { OutboundConnection } from '@mailyard/smtp';

import type { DeliveryOutcome, RemoteHost } from '../../../delivery-agent.js';
import type { Proven } from '../policy/under-policy.js';
import type { LimitReached, OutboundDestination, Place } from '../../../limits/outbound-limits.js';

/** A connection to a host that takes mail for the destination. */
export interface OpenedHost {
  /** As it was when the connection was opened: one that was changed since is for new connections. */
  readonly connector: SendConnector;
  readonly connection: OutboundConnection;
  readonly host: RemoteHost;
  /** Whom it counts for, and its place there. */
  readonly to: OutboundDestination;
  readonly place: Place;
  /** Fires when the service through which it leads takes no new ones: it ends soon. */
  readonly leaving?: AbortSignal | undefined;
  /** What it has proved by its certificate. */
  readonly proven?: Proven | undefined;
  /** That went over it. */
  messages: number;
  /** When something was answered over it last; of the monotonic clock. */
  usedAt: number;
  /** The next message need not ask for its turn. */
  hasTurn?: boolean;
}

/** Whether another message may go over it. */
export function isUsable({ connection, leaving }: Pick<OpenedHost, 'connection' | 'leaving'>): boolean {
  return connection.usable && leaving?.aborted !== true;
}

/** What came of one host, or of the search for hosts. */
export type Reached =
  | { readonly kind: 'opened'; readonly opened: OpenedHost }
  /** Not this host; the next one may do. */
  | { readonly kind: 'failed'; readonly said: string }
  /** There is nothing to go on with. */
  | { readonly kind: 'ended'; readonly outcome: DeliveryOutcome };

/** As an attempt ends by a limit. */
export function ownLimit({ cause, reason, retryAfterMs }: LimitReached): DeliveryOutcome {
  return { scope: 'own-limit', cause, reason, retryAfterMs };
}
