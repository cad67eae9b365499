import { queueOrder } from './queue-order.js';

export const resumeQueue = queueOrder({
  name: 'Resume-Queue',
  summary: 'Lets a suspended queue go on.',
  order: (queues, queue) => queues.resume(queue),
});
