import { queueProperties, type QueueFilter, type QueueProperty } from '@mailyard/queue';
import { deliveryTypeNames } from '@mailyard/routing';
import { z } from 'zod';

import { operation } from '../operation.js';
import { listInput, listOutput, pages, wantedRows } from '../page-of-list.js';
import { otherServer } from './own-server.js';
import { queueView } from './queue-view.js';

/** Of Get-Queue's -Include and -Exclude. */
const queueSort = z.enum(['Internal', 'External', 'Empty', ...deliveryTypeNames]);
type QueueSort = z.output<typeof queueSort>;

function ofSorts(include: readonly QueueSort[], exclude: readonly QueueSort[]): QueueFilter {
  const any = include.map((sort) => [ofSort(sort)]);
  const none = exclude.map((sort) => [ofSort(sort)]);
  return [...(any.length > 0 ? [{ any }] : []), ...(none.length > 0 ? [{ none }] : [])];
}

function ofSort(sort: QueueSort): QueueFilter[number] {
  if (sort === 'Empty') return { property: 'MessageCount', operator: 'eq', values: [0] };
  const isCategory = sort === 'Internal' || sort === 'External';
  return { property: isCategory ? 'NextHopCategory' : 'DeliveryType', operator: 'eq', values: [sort] };
}

const properties = Object.keys(queueProperties) as QueueProperty[];

export const getQueues = operation({
  name: 'Get-Queue',
  summary: 'Lists the queues of the server.',
  input: z.object({
    ...listInput(queueProperties),
    limit: z.int().min(1).max(10_000).optional().describe('Default: 1000; all, when nothing else is said.'),
    include: z.array(queueSort).default([]).describe('Only queues of any of these sorts.'),
    exclude: z.array(queueSort).default([]).describe('No queue of any of these sorts.'),
    sort: z.object({ by: z.enum(properties), descending: z.boolean().default(false) }).optional(),
    server: z.string().optional().describe('Whose queues; default: this server’s.'),
  }),
  output: listOutput(queueView),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  async run({ filter, where, include, exclude, sort, limit, cursor, server }, { queues, ...context }) {
    const other = otherServer(server, context);
    if (other !== undefined) {
      const conditions = [...wantedRows(queueProperties, { filter, where }), ...ofSorts(include, exclude)];
      return { rows: (await context.queuesOf(other, conditions)).slice(0, limit ?? 1000) };
    }
    const everything =
      [filter, include, exclude].every(({ length }) => length === 0) &&
      [where, sort, limit, cursor].every((said) => said === undefined);
    if (everything) return { rows: await queues.list() };
    const query = {
      filter: [...wantedRows(queueProperties, { filter, where }), ...ofSorts(include, exclude)],
      ...(sort === undefined ? {} : { sort }),
    };
    const wanted = { limit: limit ?? 1000, cursor, filtered: filter.length > 0 };
    return pages(wanted, (part) => queues.page({ ...query, ...part }));
  },
});
