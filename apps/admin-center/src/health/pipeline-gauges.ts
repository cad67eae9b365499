import type { ServiceRegistry } from '@mailyard/directory';
import type { QueueCatalog } from '@mailyard/queue';
import type { Metrics } from '@mailyard/telemetry';

import { expectedServices } from './health-report.js';
import { unlessRedisIsAway } from './live-services.js';

/** What no single process can measure: the queues and who is running. Read when somebody asks for the metrics. */
export function registerPipelineGauges(
  metrics: Metrics,
  { catalog, registry }: { readonly catalog: QueueCatalog; readonly registry: ServiceRegistry },
): void {
  metrics.gauge('mailyard_queue_messages', {
    help: 'Copies waiting, delayed and being delivered.',
    labels: ['queue', 'delivery_type'],
    read: async (gauge) => {
      gauge.reset();
      for (const queue of (await unlessRedisIsAway(catalog.list())) ?? []) {
        gauge.set({ queue: queue.identity, delivery_type: queue.deliveryType }, queue.messageCount);
      }
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
}
