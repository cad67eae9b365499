import { poisonQueue, queueProperties, type QueueSummary } from '@mailyard/queue';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { onlyTried } from '../only-tried.js';
import { operation, OperationError } from '../operation.js';
import { listInput, wantedRows } from '../page-of-list.js';
import { findQueue, queueIdentity } from './queue-identity.js';
import { ownServer, requireOwnServer } from './own-server.js';
import { queueViews } from './queue-view.js';

const { where } = listInput(queueProperties);

/** Which queues are meant: one by its identity, or all that pass a filter. */
export const queueSelection = { queue: queueIdentity.optional(), where, ...ownServer };

interface QueueSelection {
  readonly queue?: string | undefined;
  readonly where?: string | undefined;
  readonly server?: string | undefined;
}

export async function selectedQueues(
  { queue, where: written, server }: QueueSelection,
  context: OperationContext,
): Promise<readonly QueueSummary[]> {
  requireOwnServer(server, context);
  if (queue !== undefined) return [await findQueue(queue, context)];
  const filter = wantedRows(queueProperties, { filter: [], where: written });
  return context.queuesOf(context.server.name, filter);
}

interface QueueOrder<Name extends string> {
  readonly name: Name;
  readonly summary: string;
  readonly order: (queues: OperationContext['queues'], queue: string) => Promise<void>;
}

/** What is done to queues, each as a whole; tells how they were before. Poison is always suspended. */
export function queueOrder<const Name extends string>({ name, summary, order }: QueueOrder<Name>) {
  return operation({
    name,
    summary,
    input: z
      .object({ ...queueSelection, ...onlyTried })
      .refine(
        ({ queue, where: filter }) => (queue === undefined) !== (filter === undefined),
        'a queue or a filter',
      ),
    output: queueViews,
    right: 'Transport Queues',
    audit: true,
    changes: 'server',
    modified: (queues) => queues.map(({ identity }) => identity),
    async run({ validateOnly, ...input }, context) {
      const selected = await selectedQueues(input, context);
      const ordered = selected.filter((queue) => queue.name !== poisonQueue);
      if (ordered.length === 0 && selected.length > 0) throw new OperationError('Poison is always suspended');
      if (validateOnly) return ordered;
      for (const queue of ordered) await order(context.queues, queue.name);
      return ordered;
    },
  });
}
