import { queueProperties, type QueueFilter, type QueueProperty } from '@mailyard/queue';
import { deliveryTypeNames } from '@mailyard/routing';
import { z } from 'zod';

import { operation, OperationInputError } from '../operation.js';
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
    recent: z
      .boolean()
      .default(false)
      .describe('All, as they were seen last: up to half a second ago, or two milliseconds for each queue.'),
  }),
  output: listOutput(queueView),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  async run(input, context) {
    const { filter, where, include, exclude, sort, limit, cursor, server, recent } = input;
    const other = otherServer(server, context);
    const { queues, listedQueues } = context;
    const isEverything = other === undefined && saysNothing(input);
    if (recent && !isEverything) throw new OperationInputError('recent: is of all queues of this server');
    if (isEverything) return { rows: await (recent ? listedQueues.current() : queues.list()) };
    const conditions = [...wantedRows(queueProperties, { filter, where }), ...ofSorts(include, exclude)];
    if (other !== undefined) {
      return { rows: (await context.queuesOf(other, conditions)).slice(0, limit ?? 1000) };
    }
    const query = { filter: conditions, ...(sort === undefined ? {} : { sort }) };
    const wanted = { limit: limit ?? 1000, cursor, filtered: filter.length > 0 };
    return pages(wanted, (part) => queues.page({ ...query, ...part }));
  },
});

interface Asked {
  readonly filter: readonly unknown[];
  readonly include: readonly unknown[];
  readonly exclude: readonly unknown[];
  readonly where?: string | undefined;
  readonly sort?: object | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** All queues, in no order of anybody's. */
function saysNothing({ filter, include, exclude, where, sort, limit, cursor }: Asked): boolean {
  return (
    [filter, include, exclude].every(({ length }) => length === 0) &&
    [where, sort, limit, cursor].every((said) => said === undefined)
  );
}
