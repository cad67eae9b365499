import { queueProperties, type QueueProperty } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../operation.js';
import { listInput, listOutput, pages, wantedRows } from '../page-of-list.js';
import { queueView } from './queue-view.js';

const properties = Object.keys(queueProperties) as QueueProperty[];

export const getQueues = operation({
  name: 'Get-Queue',
  summary: 'Lists the queues of the server.',
  input: z.object({
    ...listInput(queueProperties),
    limit: z.int().min(1).max(10_000).optional().describe('Default: 1000; all, when nothing else is said.'),
    sort: z.object({ by: z.enum(properties), descending: z.boolean().default(false) }).optional(),
  }),
  output: listOutput(queueView),
  right: 'Transport Queues',
  audit: false,
  async run({ filter, where, sort, limit, cursor }, { queues }) {
    const everything =
      filter.length === 0 && [where, sort, limit, cursor].every((said) => said === undefined);
    if (everything) return { rows: await queues.list() };
    const query = {
      filter: wantedRows(queueProperties, { filter, where }),
      ...(sort === undefined ? {} : { sort }),
    };
    const wanted = { limit: limit ?? 1000, cursor, filtered: filter.length > 0 };
    return pages(wanted, (part) => queues.page({ ...query, ...part }));
  },
});
