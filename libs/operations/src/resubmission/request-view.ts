import { resubmitStates, type ResubmitRequest } from '@mailyard/queue';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { OperationError } from '../operation.js';

/** A request to the Safety Net, as operations tell of it. */
export const requestView = z
  .object({
    id: z.string(),
    state: z.enum(resubmitStates),
    startTime: z.number().describe('Of the deliveries, milliseconds since the epoch.'),
    endTime: z.number(),
    destination: z.string().optional(),
    sender: z.string().optional(),
    recipient: z.string().optional(),
    caller: z.string(),
    createdAt: z.number(),
    resubmitted: z.int().describe('Deliveries that have been submitted again.'),
    failed: z.int().describe('Those whose octets are gone or damaged.'),
    lacking: z
      .int()
      .describe(
        'Deliveries of that time, to a minute, that the Safety Net never had, whoever they were for.',
      ),
  })
  .readonly();

export type RequestView = z.output<typeof requestView>;

export const requestIdentity = z.object({ request: z.string().regex(/^\d{1,15}$/, 'must be a number') });

export async function readRequest(id: string, context: OperationContext): Promise<RequestView> {
  const found = await (await context.database()).resubmits.read(id);
  if (found === undefined) throw new OperationError(`there is no resubmit request ${id}`);
  return viewOf(found, context);
}

export async function viewOf(request: ResubmitRequest, context: OperationContext): Promise<RequestView> {
  const lacking = await (await context.database()).resubmits.lacking(request);
  return requestView.parse({ ...request, lacking });
}
