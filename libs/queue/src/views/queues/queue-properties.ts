import type { Filter, Property } from '../filter/predicate.js';
import type { QueueSummary } from './queue-summary.js';

/** What of a queue can be searched and sorted by, in Exchange's words. */
export const queueProperties = {
  Identity: { kind: 'text', of: ({ identity }) => identity },
  QueueIdentity: { kind: 'text', of: ({ identity }) => identity },
  RowId: { kind: 'number', of: ({ rowId }) => rowId },
  DeliveryType: { kind: 'choice', of: ({ deliveryType }) => deliveryType },
  NextHopDomain: { kind: 'text', of: ({ nextHopDomain }) => nextHopDomain },
  NextHopConnector: { kind: 'text', of: ({ nextHopConnector }) => nextHopConnector },
  TlsDomain: { kind: 'text', of: ({ tlsDomain }) => tlsDomain },
  Status: { kind: 'choice', of: ({ status }) => status },
  MessageCount: { kind: 'number', of: ({ messageCount }) => messageCount },
  /** As `High=1`, `Normal=2`, `Low=0`. */
  MessageCountsPerPriority: {
    kind: 'text',
    of: ({ messageCountsPerPriority }) => perPriority(messageCountsPerPriority),
  },
  DeferredMessageCount: { kind: 'number', of: ({ delayedCount }) => delayedCount },
  DeferredMessageCountsPerPriority: {
    kind: 'text',
    of: ({ delayedCountsPerPriority }) => perPriority(delayedCountsPerPriority),
  },
  NextHopCategory: { kind: 'choice', of: ({ nextHopCategory }) => nextHopCategory },
  IncomingRate: { kind: 'number', of: ({ incomingRate }) => incomingRate },
  OutgoingRate: { kind: 'number', of: ({ outgoingRate }) => outgoingRate },
  Velocity: { kind: 'number', of: ({ velocity }) => velocity },
  RetryCount: { kind: 'number', of: ({ retryCount }) => retryCount },
  LastError: { kind: 'text', of: ({ lastError }) => lastError },
  FirstRetryTime: { kind: 'time', of: ({ firstRetryTime }) => firstRetryTime },
  LastRetryTime: { kind: 'time', of: ({ lastRetryTime }) => lastRetryTime },
  NextRetryTime: { kind: 'time', of: ({ nextRetryTime }) => nextRetryTime },
  /** Ours: the limit that the queue waits for. */
  WaitReason: { kind: 'text', of: ({ waitReason }) => waitReason },
  /** Ours: of the messages that are first in line. */
  OldestMessageTime: { kind: 'time', of: ({ oldestMessageTime }) => oldestMessageTime },
} as const satisfies Readonly<Record<string, Property<QueueSummary>>>;

function perPriority(counts: QueueSummary['messageCountsPerPriority']): readonly string[] {
  return Object.entries(counts).map(([priority, count]) => `${priority}=${count}`);
}

export type QueueFilter = Filter<typeof queueProperties>;
export type QueueProperty = keyof typeof queueProperties;
