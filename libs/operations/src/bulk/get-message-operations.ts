import { z } from 'zod';

import { operation } from '../operation.js';
import { bulkIdentity, bulkView, readBulk, viewOf } from './bulk-view.js';

export const getMessageOperations = operation({
  name: 'Get-MessageOperation',
  summary: 'Tells of operations over many messages: how far they are, and what has come of them.',
  input: bulkIdentity.partial().extend({ limit: z.int().min(1).max(1_000).default(100) }),
  output: z.array(bulkView).readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  async run({ operation: id, limit }, context) {
    if (id !== undefined) return [await readBulk(id, context)];
    const { bulk } = await context.database();
    return (await bulk.list(limit)).map(viewOf);
  },
});
