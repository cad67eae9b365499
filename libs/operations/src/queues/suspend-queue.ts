import { queueOrder } from './queue-order.js';

export const suspendQueue = queueOrder({
  name: 'Suspend-Queue',
  summary: 'Stops a queue: deliveries under way end, no other begins, new messages are taken.',
  order: (queues, queue) => queues.suspend(queue),
});
