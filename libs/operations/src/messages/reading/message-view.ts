import { priorities } from '@mailyard/directory';
import { messageStatuses } from '@mailyard/queue';
import { z } from 'zod';

import { messageContent } from '../../content/message-content.js';

/** A copy of a message in its queue, as operations tell of it. */
export const messageView = z.object({
  internalId: z.string(),
  number: z.string().describe('Of the copy, within its message.'),
  queue: z.string(),
  status: z.enum(messageStatuses),
  messageId: z.string(),
  from: z.string().describe('Who hears of this copy.'),
  originalFrom: z
    .string()
    .optional()
    .describe('Of the message as it was accepted, where that is another one.'),
  subject: z.string().meta(messageContent),
  recipients: z
    .array(z.string())
    .readonly()
    .describe('Those who are still to be served; of very many the first.'),
  recipientCount: z.int().describe('All who are still to be served.'),
  sizeBytes: z.int(),
  received: z.string().describe('ISO 8601; empty when it cannot be read any more.'),
  receivedAt: z.number().describe('Milliseconds since the epoch; 0 when it cannot be read any more.'),
  expirationTime: z.number().optional(),
  nextRetryTime: z.number().optional().describe('Of its own next attempt.'),
  source: z.string().describe('SMTP and its Receive connector, or DSN.'),
  connector: z.string(),
  scl: z.number().optional(),
  priority: z.enum(priorities),
  contentIn: z.enum(['redis', 'file']).describe('Of a large message a hub has the content.'),
  client: z.string().describe('The host that gave it to the organization.'),
  directionality: z.enum(['Incoming', 'Originating', 'Undefined']),
  deferReason: z.enum(['None', 'Transient Failure']),
  latencyMs: z.number().describe('From its receipt to its entry into this queue.'),
  heldBy: z.string().optional().describe('The operation that is about to remove it.'),
  attempts: z.int().describe('That the next hop answered with 4yz.'),
  lastError: z.string().optional(),
});

export const messageViews = z.array(messageView.readonly()).readonly();
