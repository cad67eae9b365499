import type { QueueSummary } from '@mailyard/queue';

import { getMessageOperations } from '../../bulk/get-message-operations.js';
import { viewOf } from '../../bulk/bulk-view.js';
import { getServiceActivity } from '../../health/get-service-activity.js';
import { getServices } from '../../health/get-services.js';
import { serviceView } from '../../health/service-view.js';
import { rightsFor } from '../../operation.js';
import { getQueues } from '../../queues/get-queues.js';
import type { TopicKind } from '../live-source.js';

const operationsMax = 100;

/** Every queue of the server, as Get-Queue tells of it. */
export const queuesTopic: TopicKind = {
  name: 'queues',
  summary: 'Queues as Get-Queue tells of them; the key is the name in Redis.',
  rights: rightsFor(getQueues),
  everyMs: 1_000,
  open(_, { listedQueues }) {
    let rows: readonly (readonly [string, QueueSummary])[] = [];
    let seen: readonly QueueSummary[] | undefined;
    return {
      async look() {
        const queues = await listedQueues.current();
        // The same list for some seconds where there are thousands.
        if (queues !== seen) rows = queues.map((queue) => [queue.name, queue] as const);
        seen = queues;
        return { isComplete: true, rows };
      },
    };
  },
};

/** Every process that runs, without what changes with each heartbeat. */
export const servicesTopic: TopicKind = {
  name: 'services',
  summary: 'Processes as Get-Service tells of them; the key is their id.',
  rights: rightsFor(getServices),
  everyMs: 500,
  open: (_, { registry }) => ({
    async look() {
      const running = await registry.live();
      return { isComplete: true, rows: running.map((each) => [each.id, serviceView.parse(each)] as const) };
    },
  }),
};

/** What they do, as it changes with each heartbeat. */
export const activityTopic: TopicKind = {
  name: 'activity',
  summary: 'What processes do at the moment, as Get-ServiceActivity tells of it; the key is their id.',
  rights: rightsFor(getServiceActivity),
  everyMs: 2_000,
  open: (_, { registry, activity }) => ({
    async look() {
      const running = await registry.live({ metrics: true });
      const rows = activity.look(running, performance.now()).map((each) => [each.id, each] as const);
      return { isComplete: true, rows };
    },
  }),
};

/** The newest operations over many messages, and how far they are. */
export const operationsTopic: TopicKind = {
  name: 'operations',
  summary: 'Operations over many messages as Get-MessageOperation tells of them; the key is their number.',
  rights: rightsFor(getMessageOperations),
  everyMs: 500,
  open: (_, { database }) => ({
    async look() {
      const { bulk } = await database();
      const listed = await bulk.list(operationsMax);
      return { isComplete: true, rows: listed.map((each) => [each.id, viewOf(each)] as const) };
    },
  }),
};
