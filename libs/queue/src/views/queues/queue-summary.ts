import type { Priority } from '@mailyard/message';
import {
  nextHopTo,
  noConnector,
  type DeliveryType,
  type NextHop,
  type NextHopCategory,
} from '@mailyard/routing';

import type { Passed } from '../../redis/rates/queue-rates.js';
import { nextHopOfQueue, permanentQueues } from '../../next-hop/stored-next-hop.js';

/** Exchange's queue status, as Get-Queue shows it. */
export type QueueStatus = 'Active' | 'Connecting' | 'Ready' | 'Retry' | 'Suspended';

/** One queue as an administrator sees it. */
export interface QueueSummary {
  /** Name in BullMQ: `Submission`, `SmtpDeliveryToMailbox.DB01`. */
  readonly name: string;
  /** `MBX01\Unreachable`, `MBX01\DB01`, `MBX01\example.com@GUID` where a connector leads there: another one may, too. */
  readonly identity: string;
  /** A number that it has for as long as it exists: `MBX01\\123` names it as well. Queues that always are have none. */
  readonly rowId?: number;
  readonly deliveryType: DeliveryType;
  readonly nextHopCategory: NextHopCategory;
  readonly nextHopDomain: string;
  readonly nextHopConnector: string;
  /** Whose certificate its next hop has to show. */
  readonly tlsDomain?: string;
  readonly status: QueueStatus;
  /** Copies waiting, delayed, suspended and being delivered. */
  readonly messageCount: number;
  readonly activeCount: number;
  /** Copies that wait for their own next attempt. */
  readonly delayedCount: number;
  /** Copies that were put aside since they are suspended; others may be among those that wait. */
  readonly suspendedCount: number;
  /** The rest are Normal. Of very long lists of a queue in which priorities take turns the first are looked at. */
  readonly messageCountsPerPriority: Readonly<Record<Priority, number>>;
  /** The same of those that wait for their own next attempt. */
  readonly delayedCountsPerPriority: Readonly<Record<Priority, number>>;
  /** Messages per second, over the last minute. */
  readonly incomingRate: number;
  readonly outgoingRate: number;
  /** What leaves beyond what comes: negative while the queue grows. */
  readonly velocity: number;
  readonly retryCount: number;
  readonly lastError?: string;
  /** The first and the last attempt of those that failed in a row, milliseconds since the epoch. */
  readonly firstRetryTime?: number;
  readonly lastRetryTime?: number;
  readonly nextRetryTime?: number;
  /** The limit of ours that its messages wait for, or have just waited for: a sentence, and a word for counting. */
  readonly waitReason?: string;
  readonly waitCause?: string;
  /** When it is looked at again, milliseconds since the epoch. */
  readonly waitUntil?: number;
  /** When the oldest of the messages that are first in line was received, milliseconds since the epoch. */
  readonly oldestMessageTime?: number;
  /** The job that is next. */
  readonly head?: string;
}

/** What Redis tells of a queue. */
export interface QueueReading {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly high: number;
  readonly low: number;
  /** Of those that are delayed. */
  readonly delayedHigh: number;
  readonly delayedLow: number;
  /** Put aside since they are suspended; others that are, still wait among the rest. */
  readonly suspended: number;
  readonly paused: boolean;
  /** When the retry interval ends, or the wait for a limit, by Redis's clock; 0: neither is. */
  readonly retryAt: number;
  /** The hash of its next hop: what it is, and how the last connection went. */
  readonly nextHop: Readonly<Record<string, string>>;
  readonly first?: Pick<QueueSummary, 'head' | 'oldestMessageTime'>;
}

/** What is known of a queue beside its keys. */
export interface QueueSurroundings {
  /** In the last minute. */
  readonly passed?: Passed | undefined;
  /** Of its jobs, so many wait for a connection that a hub opens. */
  readonly connecting?: number | undefined;
  readonly tlsDomainOf?: TlsDomainOf | undefined;
}

/** The domain whose certificate the next hop has to show, as the organization has it at present. */
export type TlsDomainOf = (nextHop: NextHop) => string | undefined;

export function summarize(
  server: string,
  reading: QueueReading,
  { passed: [came, left] = [0, 0], connecting = 0, tlsDomainOf }: QueueSurroundings = {},
): QueueSummary {
  const { name, waiting, active, delayed, suspended, high, low, nextHop, first } = reading;
  const messageCount = waiting + active + delayed + suspended;
  const of = nextHopOfQueue(name, nextHop) ?? nextHopTo('Undefined', name);
  const retryCount = Number(nextHop['retryCount'] ?? 0);
  return {
    name,
    identity: `${server}\\${identityOf(name, of)}`,
    ...knownOf(nextHop, of, tlsDomainOf),
    status: statusOf(reading, { retryCount, connecting }),
    messageCount,
    activeCount: active,
    delayedCount: delayed,
    suspendedCount: suspended,
    messageCountsPerPriority: perPriority(messageCount, high, low),
    delayedCountsPerPriority: perPriority(delayed, reading.delayedHigh, reading.delayedLow),
    incomingRate: came / 60,
    outgoingRate: left / 60,
    velocity: (left - came) / 60,
    retryCount,
    ...lastAttempt(reading, retryCount),
    ...(messageCount > 0 ? limitOf(reading) : {}),
    ...first,
  };
}

function perPriority(all: number, High: number, Low: number): Readonly<Record<Priority, number>> {
  return { High, Normal: all - High - Low, Low };
}

/** What a queue is, as long as it exists. */
function knownOf(
  { rowId }: QueueReading['nextHop'],
  nextHop: NextHop,
  tlsDomainOf: TlsDomainOf = () => undefined,
) {
  const tlsDomain = tlsDomainOf(nextHop);
  return {
    ...(rowId === undefined ? {} : { rowId: Number(rowId) }),
    deliveryType: nextHop.deliveryType,
    nextHopCategory: nextHop.category,
    nextHopDomain: nextHop.domain,
    nextHopConnector: nextHop.connector,
    ...(tlsDomain === undefined ? {} : { tlsDomain }),
  };
}

function identityOf(name: string, { domain, connector }: NextHop): string {
  if (permanentQueues.has(name)) return name;
  return connector === noConnector ? domain : `${domain}@${connector}`;
}

/** Between two waits for the same limit a message or two may pass. */
const stillWaitsMs = 5_000;

function limitOf({
  nextHop,
  retryAt,
}: QueueReading): Pick<QueueSummary, 'waitReason' | 'waitCause' | 'waitUntil'> {
  const { waitReason, waitCause = '', waitUntil } = nextHop;
  if (waitReason === undefined) return {};
  const now = Date.now();
  const until = Number(waitUntil);
  // It may be of long ago, and what runs now is Retry.
  if (until <= now - stillWaitsMs || until > Math.max(now, retryAt) + stillWaitsMs) return {};
  return { waitReason, waitCause, waitUntil: retryAt > 0 ? retryAt : until };
}

function lastAttempt(
  { nextHop, retryAt }: QueueReading,
  retryCount: number,
): Pick<QueueSummary, 'lastError' | 'firstRetryTime' | 'lastRetryTime' | 'nextRetryTime'> {
  const { lastError, firstRetryTime, lastRetryTime } = nextHop;
  const said = lastError === undefined ? {} : { lastError };
  if (retryCount === 0) return said;
  return {
    ...said,
    ...(firstRetryTime === undefined ? {} : { firstRetryTime: Number(firstRetryTime) }),
    ...(lastRetryTime === undefined ? {} : { lastRetryTime: Number(lastRetryTime) }),
    ...(retryAt > 0 ? { nextRetryTime: retryAt } : {}),
  };
}

function statusOf(
  { paused, active }: QueueReading,
  { retryCount, connecting }: { readonly retryCount: number; readonly connecting: number },
): QueueStatus {
  if (paused) return 'Suspended';
  // A queue in Retry, too, while it tries: whoever asks whether its last attempt has failed looks at its count.
  if (active > 0 && connecting >= active) return 'Connecting';
  if (retryCount > 0) return 'Retry';
  return active > 0 ? 'Active' : 'Ready';
}
