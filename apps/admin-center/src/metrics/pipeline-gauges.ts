import {
  expectedServices,
  getDirectorySynchronization,
  getServices,
  getTransportStatistics,
  monitor,
  unlessRedisIsAway,
  type ListedQueues,
  type Operations,
} from '@mailyard/operations';
import type { Metrics } from '@mailyard/telemetry';

import { ageSeconds, registerQueueGauges } from './queue-gauges.js';
import { registerRedisGauges } from './redis-gauges.js';

const caller = monitor('admin-center');

/** What no single process can measure: the queues and who is running. Read when somebody asks for the metrics. */
export function registerPipelineGauges(
  metrics: Metrics,
  { operations, listedQueues }: { readonly operations: Operations; readonly listedQueues: ListedQueues },
): void {
  registerQueueGauges(metrics, listedQueues);
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
      if (operations.serverRole === 'Edge') return;
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
      for (const name of expectedServices[operations.serverRole]) {
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
        for (const { code, count = 1 } of degradations) gauge.inc({ of: service, code }, count);
      }
    },
  });
}
