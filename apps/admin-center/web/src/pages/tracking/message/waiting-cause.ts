import type { Copy, Queue } from './use-message.js';

/** What a copy in a queue waits for; each has a sentence. */
export type WaitingCause =
  | 'heldByOperation'
  | 'Suspended'
  | 'Active'
  | 'Submission'
  | 'Unreachable'
  | 'Poison'
  | 'Moderation'
  | 'putOff'
  | 'queueSuspended'
  | 'limit'
  | 'queueRetry'
  | 'turn';

const ownQueues = ['Submission', 'Unreachable', 'Poison', 'Moderation'] as const;

/** The nearest cause first: an order about the message, the queue that it is in, an answer to it, what keeps its queue. */
export function waitingCause(copy: Copy, queue: Queue | undefined): WaitingCause {
  if (copy.heldBy !== undefined) return 'heldByOperation';
  const own = ownQueues.find((name) => name === copy.queue);
  if (own === 'Poison') return own;
  if (copy.status === 'Suspended') return 'Suspended';
  if (copy.status.startsWith('Pending') || copy.status === 'Active') return 'Active';
  if (own !== undefined) return own;
  if (copy.nextRetryTime !== undefined) return 'putOff';
  return queueCause(queue);
}

function queueCause(queue: Queue | undefined): WaitingCause {
  if (queue?.status === 'Suspended') return 'queueSuspended';
  if (queue?.waitReason !== undefined) return 'limit';
  return queue?.status === 'Retry' ? 'queueRetry' : 'turn';
}
