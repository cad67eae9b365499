import { messageOrder } from './order-message.js';

export const resumeMessage = messageOrder({
  name: 'Resume-Message',
  summary: 'Lets a suspended message go on; one of the Poison queue is submitted again.',
  order: { kind: 'Resume' },
});
