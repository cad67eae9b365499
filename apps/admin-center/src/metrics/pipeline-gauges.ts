import {
  expectedServices,
  getDirectorySynchronization,
  getQueues,
  getServices,
  getTransportStatistics,
  monitor,
  queueLengthNames,
  queueLengths,
  unlessRedisIsAway,
  type Operations,
  type QueueView,
} from '@mailyard/operations';
import type { Metrics } from '@mailyard/telemetry';

import { onceAtATime } from './once-at-a-time.js';
import { registerRedisGauges } from './redis-gauges.js';

const caller = monitor('admin-center');

/** What no single process can measure: the queues and who is running. Read when somebody asks for the metrics. */
export function registerPipelineGauges(metrics: Metrics, operations: Operations): void {
  registerQueueGauges(metrics, operations);
  registerRedisGauges(metrics, operations);
  metrics.gauge('mailyard_oldest_message_age_seconds', {
    help: 'Age of the oldest message of the server that is not delivered yet; 0 without any.',
    read: async (gauge) => {
      const known = await unlessRedisIsAway(operations.run(getTransportStatistics, {}, caller));
      const received = known?.oldestMessageTime;
      gauge.set(received === undefined ? 0 : ageSeconds(received));
    },
  });
  metrics.gauge('mailyard_directory_source_age_seconds', {
    help: 'Time since a directory source was synchronized last; what it brought is as old.',
    labels: ['name'],
    read: async (gauge) => {
      gauge.reset();
      const known = operations.run(getDirectorySynchronization, {}, caller);
      for (const { name, ageSeconds } of (await unlessRedisIsAway(known)) ?? []) {
        if (ageSeconds !== undefined) gauge.set({ name }, ageSeconds);
      }
    },
  });
  metrics.gauge('mailyard_service_processes', {
    help: 'Active processes of a service.',
    labels: ['of'],
    read: async (gauge) => {
      gauge.reset();
      const live = operations.run(getServices, { state: 'Active' }, caller);
      const active = (await unlessRedisIsAway(live)) ?? [];
      for (const name of expectedServices) {
        gauge.set({ of: name }, active.filter(({ service }) => service === name).length);
      }
    },
  });
  metrics.gauge('mailyard_degradations', {
    help: 'What keeps the pipeline from doing all of its work, by the service that tells it; /health has the reasons.',
    labels: ['of', 'code'],
    read: async (gauge) => {
      gauge.reset();
      const live = operations.run(getServices, {}, caller);
      for (const { service, degradations = [] } of (await unlessRedisIsAway(live)) ?? []) {
        for (const { code } of degradations) gauge.inc({ of: service, code });
      }
    },
  });
}

/** A time series each: of many queues those with the most messages are told of one by one, the rest as one. */
const queuesTold = 100;
const otherQueues = '(others)';

function registerQueueStatus(metrics: Metrics, queues: () => ReturnType<typeof longestFirst>): void {
  metrics.gauge('mailyard_queue_status', {
    help: '1 for the status that a queue has: Active, Connecting, Ready, Retry, Suspended.',
    labels: ['queue', 'status'],
    read: async (gauge) => {
      gauge.reset();
      for (const { identity, status } of (await queues()).slice(0, queuesTold)) {
        gauge.set({ queue: identity, status }, 1);
      }
    },
  });
  metrics.gauge('mailyard_queue_retries', {
    help: 'How often in a row the next hop of a queue was not reached, also while it is tried anew; 0: the queue is not in Retry.',
    labels: ['queue'],
    read: async (gauge) => {
      gauge.reset();
      for (const { identity, retryCount } of (await queues()).slice(0, queuesTold)) {
        gauge.set({ queue: identity }, retryCount);
      }
    },
  });
}

function registerQueueGauges(metrics: Metrics, operations: Operations): void {
  const queues = onceAtATime(() => longestFirst(operations));
  for (const name of queueLengthNames) {
    metrics.gauge(`mailyard_${name}_queue_length`, {
      help: `Exchange's counter ${counterName(name)}.`,
      read: async (gauge) => gauge.set(queueLengths(await queues())[name]),
    });
  }
  metrics.gauge('mailyard_queue_messages', {
    help: `Copies waiting, delayed and being delivered; beyond the ${queuesTold} longest queues in one sum.`,
    labels: ['queue', 'delivery_type'],
    read: async (gauge) => {
      gauge.reset();
      for (const [index, queue] of (await queues()).entries()) {
        const labels = { queue: queue.identity, delivery_type: queue.deliveryType };
        gauge.inc(
          index < queuesTold ? labels : { queue: otherQueues, delivery_type: '' },
          queue.messageCount,
        );
      }
    },
  });
  registerQueueStatus(metrics, queues);
  metrics.gauge('mailyard_queues_waiting', {
    help: 'Queues with messages that wait for a limit of ours, by what is limited: connections, connection-rate, message-rate, slowed-down, redis.',
    labels: ['cause'],
    read: async (gauge) => {
      gauge.reset();
      for (const { waitCause: cause } of await queues()) if (cause !== undefined) gauge.inc({ cause });
    },
  });
  metrics.gauge('mailyard_queue_oldest_message_age_seconds', {
    help: 'Age of the oldest of the messages that are first in line in a queue.',
    labels: ['queue'],
    read: async (gauge) => {
      gauge.reset();
      for (const { identity, oldestMessageTime } of (await queues()).slice(0, queuesTold)) {
        gauge.set({ queue: identity }, oldestMessageTime === undefined ? 0 : ageSeconds(oldestMessageTime));
      }
    },
  });
}

async function longestFirst(operations: Operations): Promise<readonly QueueView[]> {
  const listed = await unlessRedisIsAway(operations.run(getQueues, {}, caller));
  return (listed?.rows ?? []).toSorted((one, other) => other.messageCount - one.messageCount);
}

function ageSeconds(receivedAt: number): number {
  return Math.max(0, (Date.now() - receivedAt) / 1000);
}

/** `Active Mailbox Delivery Queue Length`. */
function counterName(name: string): string {
  return `${name}_queue_length`
    .replaceAll(/(?:^|_)([a-z])/g, (_, first: string) => ` ${first.toUpperCase()}`)
    .trim();
}
