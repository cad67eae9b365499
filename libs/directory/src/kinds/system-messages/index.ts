import type { Kind } from '../kind.js';
import { systemMessageNames, systemMessageSchema, type SystemMessage } from './system-message.js';

export const systemMessages = {
  noun: 'SystemMessage',
  schema: systemMessageSchema,
  identity: systemMessageNames,
  indexes: [systemMessageNames],
  text: {
    introduction:
      'What delivery status notifications say of a failure or a delay in place of their own explanation, see [notifications.md](notifications.md). The text for a code comes before that for its class.',
  },
} as const satisfies Kind<SystemMessage>;
