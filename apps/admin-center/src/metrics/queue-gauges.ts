import {
  queueLengthNames,
  queueLengths,
  unlessRedisIsAway,
  type ListedQueues,
  type QueueLengths,
  type QueueView,
} from '@mailyard/operations';
import type { Metrics } from '@mailyard/telemetry';

/** A time series each: of many queues those with the most messages are told of one by one, the rest as one. */
const queuesTold = 100;
const otherQueues = '(others)';

/** What the gauges tell of a list of queues. */
interface ToldQueues {
  readonly lengths: QueueLengths;
  readonly longest: readonly QueueView[];
  /** Messages in the rest of the queues; undefined without any. */
  readonly inOthers: number | undefined;
  /** How many queues wait for a limit of ours, by what is limited. */
  readonly waiting: ReadonlyMap<string, number>;
}

/** The metrics are read every second or two, by whoever wants them: the list is read once for all, and anew only after a while. */
export function registerQueueGauges(metrics: Metrics, listedQueues: ListedQueues): void {
  const queues = toldOf(listedQueues);
  for (const name of queueLengthNames) {
    metrics.gauge(`mailyard_${name}_queue_length`, {
      help: `Exchange's counter ${counterName(name)}.`,
      read: async (gauge) => gauge.set((await queues()).lengths[name]),
    });
  }
  metrics.gauge('mailyard_queue_messages', {
    help: `Copies waiting, delayed and being delivered; beyond the ${queuesTold} longest queues in one sum.`,
    labels: ['queue', 'delivery_type'],
    read: async (gauge) => {
      gauge.reset();
      const { longest, inOthers } = await queues();
      for (const { identity: queue, deliveryType, messageCount } of longest) {
        gauge.set({ queue, delivery_type: deliveryType }, messageCount);
      }
      if (inOthers !== undefined) gauge.set({ queue: otherQueues, delivery_type: '' }, inOthers);
    },
  });
  metrics.gauge('mailyard_queues_waiting', {
    help: 'Queues with messages that wait for a limit of ours, by what is limited: connections, connection-rate, message-rate, slowed-down, redis.',
    labels: ['cause'],
    read: async (gauge) => {
      gauge.reset();
      for (const [cause, count] of (await queues()).waiting) gauge.set({ cause }, count);
    },
  });
  registerLongest(metrics, async () => (await queues()).longest);
}

function registerLongest(metrics: Metrics, longest: () => Promise<readonly QueueView[]>): void {
  metrics.gauge('mailyard_queue_status', {
    help: '1 for the status that a queue has: Active, Connecting, Ready, Retry, Suspended.',
    labels: ['queue', 'status'],
    read: async (gauge) => {
      gauge.reset();
      for (const { identity: queue, status } of await longest()) gauge.set({ queue, status }, 1);
    },
  });
  metrics.gauge('mailyard_queue_retries', {
    help: 'How often in a row the next hop of a queue was not reached, also while it is tried anew; 0: the queue is not in Retry.',
    labels: ['queue'],
    read: async (gauge) => {
      gauge.reset();
      for (const { identity: queue, retryCount } of await longest()) gauge.set({ queue }, retryCount);
    },
  });
  metrics.gauge('mailyard_queue_oldest_message_age_seconds', {
    help: 'Age of the oldest of the messages that are first in line in a queue.',
    labels: ['queue'],
    read: async (gauge) => {
      gauge.reset();
      for (const { identity: queue, oldestMessageTime } of await longest()) {
        gauge.set({ queue }, oldestMessageTime === undefined ? 0 : ageSeconds(oldestMessageTime));
      }
    },
  });
}

/** Worked out once for each list: there may be ten thousand queues in it. */
function toldOf(listedQueues: ListedQueues): () => Promise<ToldQueues> {
  let known: { readonly list: readonly QueueView[]; readonly told: ToldQueues } | undefined;
  return async () => {
    const list = (await unlessRedisIsAway(listedQueues.current())) ?? [];
    if (known?.list !== list) known = { list, told: told(list) };
    return known.told;
  };
}

function told(list: readonly QueueView[]): ToldQueues {
  const longestFirst = list.toSorted((one, other) => other.messageCount - one.messageCount);
  const others = longestFirst.slice(queuesTold);
  const waiting = new Map<string, number>();
  for (const { waitCause: cause } of list) {
    if (cause !== undefined) waiting.set(cause, (waiting.get(cause) ?? 0) + 1);
  }
  return {
    lengths: queueLengths(list),
    longest: longestFirst.slice(0, queuesTold),
    inOthers:
      others.length === 0 ? undefined : others.reduce((sum, { messageCount }) => sum + messageCount, 0),
    waiting,
  };
}

/** Of what is from that time, milliseconds since the epoch. */
export function ageSeconds(receivedAt: number): number {
  return Math.max(0, (Date.now() - receivedAt) / 1000);
}

/** `Active Mailbox Delivery Queue Length`. */
function counterName(name: string): string {
  return `${name}_queue_length`
    .replaceAll(/(?:^|_)([a-z])/g, (_, first: string) => ` ${first.toUpperCase()}`)
    .trim();
}
