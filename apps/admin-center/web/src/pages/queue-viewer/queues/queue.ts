import type { OutputOf } from '../../../api/index.js';
import type { TextKey, Texts } from '../../../text/index.js';
import type { State } from '../../../ui/index.js';
import type { queueTexts } from './queues.text.js';

/** A queue as Get-Queue tells of it. */
export type ServerQueue = OutputOf<'Get-Queue'>['rows'][number];
/** The same with the name of its connector. */
export type Queue = ServerQueue & { readonly connector: string };

export type QueueT = Texts<TextKey<typeof queueTexts>>;

/** What a list of them is sorted and grouped by, as columns are called. */
const properties = {
  domain: 'NextHopDomain',
  type: 'DeliveryType',
  status: 'Status',
  messages: 'MessageCount',
  oldest: 'OldestMessageTime',
  velocity: 'Velocity',
  next: 'NextRetryTime',
  error: 'LastError',
  identity: 'Identity',
  connector: 'NextHopConnector',
  category: 'NextHopCategory',
  in: 'IncomingRate',
  out: 'OutgoingRate',
  retries: 'RetryCount',
  last: 'LastRetryTime',
  first: 'FirstRetryTime',
  deferred: 'DeferredMessageCount',
  tls: 'TlsDomain',
  priorities: 'MessageCountsPerPriority',
} as const;

export type Property = (typeof properties)[keyof typeof properties];

export function propertyOf(column: string): Property {
  return (properties as Readonly<Partial<Record<string, Property>>>)[column] ?? 'NextHopDomain';
}

export function keyOf({ name }: Queue): string {
  return name;
}

/** Poison is shown also when nothing ever was in it. */
export function emptyPoison(server: string): ServerQueue {
  const none = { High: 0, Normal: 0, Low: 0 };
  return {
    name: 'Poison',
    identity: `${server}\\Poison`,
    deliveryType: 'Undefined',
    nextHopCategory: 'Internal',
    nextHopDomain: 'Poison Message',
    nextHopConnector: '',
    status: 'Suspended',
    messageCount: 0,
    activeCount: 0,
    delayedCount: 0,
    suspendedCount: 0,
    messageCountsPerPriority: none,
    delayedCountsPerPriority: none,
    incomingRate: 0,
    outgoingRate: 0,
    velocity: 0,
    retryCount: 0,
  };
}

export function stateOf({ name, status, messageCount, waitReason }: Queue): State {
  if ((name === 'Poison' || name === 'Unreachable') && messageCount > 0) return 'bad';
  if (status === 'Retry' || waitReason !== undefined) return 'warn';
  if (name === 'Poison') return 'idle';
  if (status === 'Suspended') return 'held';
  return status === 'Ready' && messageCount === 0 ? 'idle' : 'good';
}

/** What can be told to queues, each a letter. */
export type QueueOrder = 'retry' | 'suspend' | 'resume' | 'resubmit';

/** Why none of the queues can be told so; undefined: at least one can. */
export function refusalOf(
  order: QueueOrder | 'remove',
  queues: readonly Queue[],
  t: QueueT,
): string | undefined {
  if (queues.length === 0) return t('chooseQueue');
  const reasons = queues.map((queue) => refusals[order](queue, t));
  return reasons.includes(undefined) ? undefined : reasons[0];
}

export function canBe(order: QueueOrder | 'remove', queue: Queue, t: QueueT): boolean {
  return refusals[order](queue, t) === undefined;
}

const refusals: Readonly<Record<QueueOrder | 'remove', (queue: Queue, t: QueueT) => string | undefined>> = {
  retry: ({ name, status }, t) => {
    if (name === 'Poison' || name === 'Unreachable' || name === 'Moderation') return t('noNextHop');
    return status === 'Suspended' ? t('isSuspended') : undefined;
  },
  suspend: ({ name, status }, t) => {
    if (name === 'Poison') return t('poisonSuspended');
    return status === 'Suspended' ? t('alreadySuspended') : undefined;
  },
  resume: ({ name, status }, t) => {
    if (name === 'Poison') return t('poisonSuspended');
    return status === 'Suspended' ? undefined : t('notSuspended');
  },
  resubmit: ({ name, status, retryCount, messageCount }, t) => {
    if (messageCount === 0) return t('isEmpty');
    return name === 'Unreachable' || (retryCount > 0 && status !== 'Suspended') ? undefined : t('notInRetry');
  },
  remove: ({ messageCount }, t) => (messageCount === 0 ? t('isEmpty') : undefined),
};
