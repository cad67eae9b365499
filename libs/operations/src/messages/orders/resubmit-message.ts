import { messageOrder } from './order-message.js';

export const resubmitMessage = messageOrder({
  name: 'Resubmit-Message',
  summary: 'Sends a message back to Submission, to be categorized anew; a suspended one stays.',
  order: { kind: 'Resubmit' },
});
