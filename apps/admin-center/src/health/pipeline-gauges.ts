import type { ServiceRegistry } from '@mailyard/service';
import type { QueueCatalog, QueueSummary } from '@mailyard/queue';
import type { Metrics } from '@mailyard/telemetry';

import { expectedServices } from './health-report.js';
import { unlessRedisIsAway } from './live-services.js';

interface Pipeline {
  readonly catalog: QueueCatalog;
  readonly registry: ServiceRegistry;
}

/** What no single process can measure: the queues and who is running. Read when somebody asks for the metrics. */
export function registerPipelineGauges(metrics: Metrics, { catalog, registry }: Pipeline): void {
  registerQueueGauges(metrics, catalog);
  metrics.gauge('mailyard_oldest_message_age_seconds', {
    help: 'Age of the oldest message of the server that is not delivered yet; 0 without any.',
    read: async (gauge) => {
      const received = await unlessRedisIsAway(catalog.oldestMessageTime());
      gauge.set(received === undefined ? 0 : ageSeconds(received));
    },
  });
  metrics.gauge('mailyard_service_processes', {
    help: 'Active processes of a service.',
    labels: ['of'],
    read: async (gauge) => {
      gauge.reset();
      const active = (await unlessRedisIsAway(registry.live({ state: 'Active' }))) ?? [];
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
      for (const { service, degradations = [] } of (await unlessRedisIsAway(registry.live())) ?? []) {
        for (const { code } of degradations) gauge.inc({ of: service, code });
      }
    },
  });
}

/** A time series each: of many queues those with the most messages are told of one by one, the rest as one. */
const queuesTold = 100;
const otherQueues = '(others)';

function registerQueueGauges(metrics: Metrics, catalog: QueueCatalog): void {
  const queues = (): Promise<readonly QueueSummary[]> => longestFirst(catalog);
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
  metrics.gauge('mailyard_queue_status', {
    help: '1 for the status that a queue has: Active, Ready, Retry, Suspended.',
    labels: ['queue', 'status'],
    read: async (gauge) => {
      gauge.reset();
      for (const { identity, status } of (await queues()).slice(0, queuesTold)) {
        gauge.set({ queue: identity, status }, 1);
      }
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

async function longestFirst(catalog: QueueCatalog): Promise<readonly QueueSummary[]> {
  const queues = (await unlessRedisIsAway(catalog.list())) ?? [];
  return queues.toSorted((one, other) => other.messageCount - one.messageCount);
}

function ageSeconds(receivedAt: number): number {
  return Math.max(0, (Date.now() - receivedAt) / 1000);
}
