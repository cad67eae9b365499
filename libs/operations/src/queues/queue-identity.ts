import type { QueueSummary } from '@mailyard/queue';
import { nameKey } from '@mailyard/schema';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { OperationError } from '../operation.js';

export const queueIdentity = z
  .string()
  .min(1)
  .describe(
    String.raw`MBX01\DB01, DB01, SmtpDeliveryToMailbox.DB01, or by its number MBX01\123, as the list of queues has them.`,
  );

/** The queue that is meant: by its identity, the domain of its next hop, its name in Redis, or its number. */
export async function findQueue(
  identity: string,
  { queues, server }: OperationContext,
): Promise<QueueSummary> {
  const all = await queues.list();
  const named = all.find(({ name }) => name === identity);
  if (named !== undefined) return named;
  const found = all.filter((queue) => isMeant(queue, identity, server.name));
  const [queue, other] = found;
  if (queue === undefined) throw new OperationError(`there is no queue ${identity}`);
  if (other !== undefined) {
    throw new OperationError(`${identity} may be ${found.map(({ name }) => name).join(' or ')}`);
  }
  return queue;
}

/** Whether the queue may be meant by that. */
export function isMeant(
  { identity, nextHopDomain, name, rowId }: QueueSummary,
  written: string,
  server: string,
): boolean {
  const numbers = rowId === undefined ? [] : [`${rowId}`, `${server}\\${rowId}`];
  const key = nameKey(written);
  return [identity, nextHopDomain, name, ...numbers].some((each) => nameKey(each) === key);
}
