import { queueProperties, type QueueProperty, type QueueSummary } from '@mailyard/queue';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { operation } from '../operation.js';
import { foundQueues, groupedQueues, sortedQueues, type ShownQueue } from './shown-queues.js';

const properties = Object.keys(queueProperties) as QueueProperty[];
const property = z.enum(properties);

export const searchQueues = operation({
  name: 'Search-Queue',
  summary:
    'Names the queues of this server in an order, Submission, Unreachable and Poison first: all, or those with some words. As ' +
    'they were seen last, two milliseconds ago for each queue; Get-QueueRow tells of those that are looked at.',
  input: z.object({
    words: z
      .string()
      .max(1_000)
      .default('')
      .describe('Each is in identity, next hop, delivery type, status, connector, last error or TLS domain.'),
    sort: z
      .object({
        by: property.describe('NextHopConnector: by the name of the connector.'),
        descending: z.boolean().default(false),
      })
      .default({ by: 'NextHopDomain', descending: false }),
    groupBy: property.optional().describe('How many queues have each value of it, whatever the words.'),
  }),
  output: z
    .object({
      names: z.array(z.string()).readonly().describe('In Redis.'),
      total: z.int().describe('Of all queues.'),
      groups: z
        .array(z.object({ value: z.string(), queues: z.int() }).readonly())
        .readonly()
        .optional()
        .describe('The largest 50, where they are asked for.'),
    })
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  async run({ words, sort, groupBy }, context) {
    const all = await shownQueues(context);
    const names = sortedQueues(foundQueues(all, words), sort).map(({ queue }) => queue.name);
    return {
      names,
      total: all.length,
      ...(groupBy !== undefined && { groups: groupedQueues(all, groupBy) }),
    };
  },
});

async function shownQueues({ directory, listedQueues }: OperationContext): Promise<readonly ShownQueue[]> {
  const queues = await listedQueues.current();
  const names = new Map(directory.organization.sendConnectors.map(({ Guid, Name }) => [Guid, Name]));
  return queues.map((queue: QueueSummary) => ({ queue, connector: names.get(queue.nextHopConnector) ?? '' }));
}
