import { bulkOutcomes, bulkStates, type BulkOperation } from '@mailyard/queue';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { OperationError } from '../operation.js';
import { bulkPreview } from './bulk-preview.js';

export const messageOrders = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('Remove'), withNDR: z.boolean().default(true) }),
  z.object({ kind: z.enum(['Suspend', 'Resume', 'Retry', 'Resubmit']) }),
  z.object({ kind: z.literal('Redirect'), target: z.string().min(1).describe('Name or FQDN of a server.') }),
]);

/** An operation over many messages, as operations tell of it. */
export const bulkView = z
  .object({
    id: z.string().describe('Empty when it was only tried.'),
    order: messageOrders.readonly(),
    about: z.string().describe('Which messages, in the words of who ordered it.'),
    caller: z.string(),
    client: z.string(),
    state: z.enum(bulkStates),
    createdAt: z.number().describe('Milliseconds since the epoch.'),
    undoMs: z.int().describe('For how long its messages are held before it begins.'),
    undoUntil: z.number().optional(),
    endedAt: z.number().optional(),
    total: z.int(),
    remaining: z.int().describe('With which nothing has been done yet.'),
    outcomes: z.partialRecord(z.enum(bulkOutcomes), z.int()).readonly(),
    preview: bulkPreview,
  })
  .readonly();

export type BulkView = z.output<typeof bulkView>;

export const bulkIdentity = z.object({ operation: z.string().regex(/^\d{1,15}$/, 'must be a number') });

/** The operation with that number; an error where there is none. */
export async function readBulk(id: string, context: OperationContext): Promise<BulkView> {
  const found = await (await context.database()).bulk.read(id);
  if (found === undefined) throw new OperationError(`there is no operation ${id}`);
  return viewOf(found);
}

export function viewOf(operation: BulkOperation): BulkView {
  return operation as BulkView;
}
