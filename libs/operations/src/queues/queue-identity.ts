import type { QueueSummary } from '@mailyard/queue';
import { nameKey } from '@mailyard/schema';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { OperationError } from '../operation.js';

export const queueIdentity = z
  .string()
  .min(1)
  .describe(String.raw`MBX01\DB01, DB01, or SmtpDeliveryToMailbox.DB01, as the list of queues has them.`);

/** The queue that is meant: by its identity, the domain of its next hop, or its name in Redis. */
export async function findQueue(identity: string, { queues }: OperationContext): Promise<QueueSummary> {
  const all = await queues.list();
  const named = all.find(({ name }) => name === identity);
  if (named !== undefined) return named;
  const key = nameKey(identity);
  const found = all.filter((queue) =>
    [queue.identity, queue.nextHopDomain, queue.name].some((name) => nameKey(name) === key),
  );
  const [queue, other] = found;
  if (queue === undefined) throw new OperationError(`there is no queue ${identity}`);
  if (other !== undefined) {
    throw new OperationError(`${identity} may be ${found.map(({ name }) => name).join(' or ')}`);
  }
  return queue;
}
