import { z } from 'zod';

import { messageContent } from '../content/message-content.js';

/** A message with what became of it, as tracking tells. */
export const trackedMessageView = z
  .object({
    key: z.string().describe('The network message id; of logs without one the Message-ID.'),
    networkMessageId: z.string(),
    messageId: z.string(),
    subject: z.string().meta(messageContent),
    sender: z.string(),
    returnPath: z.string(),
    directionality: z.string(),
    totalBytes: z.number(),
    firstAt: z.number().describe('Of its first event; milliseconds since the epoch.'),
    lastAt: z.number(),
    events: z.int(),
    servers: z.array(z.string()).readonly(),
    recipients: z
      .array(
        z
          .object({
            address: z.string(),
            state: z.enum([
              'Pending',
              'Deferred',
              'Relayed',
              'Sent',
              'Delivered',
              'Failed',
              'Dropped',
              'Expanded',
              'Redirected',
              'Resolved',
            ]),
            status: z.string().describe('What was said of it last.'),
            at: z.number(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
