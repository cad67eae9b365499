import { z } from 'zod';

import { messageView } from '../messages/reading/message-view.js';
import { operation } from '../operation.js';
import { findSearch, searchIdentity } from './message-search.js';

export const getSearchRows = operation({
  name: 'Get-MessageSearchRow',
  summary: 'Tells of any part of what a search has found, each message as it was seen last.',
  input: z.object({
    search: searchIdentity,
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(10_000).default(100),
  }),
  output: z
    .object({
      total: z.int(),
      rows: z
        .array(messageView.extend({ gone: z.boolean().describe('It has left its queue.') }).readonly())
        .readonly(),
    })
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  run: ({ search, offset, limit }, context) => {
    const { found } = findSearch(search, context);
    const rows = found.slice(offset, offset + limit).map(({ message, gone }) => ({ ...message, gone }));
    return Promise.resolve({ total: found.length, rows });
  },
});
