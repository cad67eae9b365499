import { messageOrder } from './order-message.js';

export const suspendMessage = messageOrder({
  name: 'Suspend-Message',
  summary: 'Keeps a message where it is; one that is being delivered is suspended if that fails.',
  order: { kind: 'Suspend' },
});
