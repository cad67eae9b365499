import { smtpAddress } from '@mailyard/schema';
import { z } from 'zod';

/** Who gets the mail of a mailbox in its place, or as well. */
export const forwardingParameters = {
  ForwardingAddress: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Name, alias or address of the recipient who gets its mail; with DeliverToMailboxAndForward the mailbox does, too.',
    ),
  ForwardingSmtpAddress: smtpAddress
    .optional()
    .describe('The same as any address, also outside; without effect where there is a ForwardingAddress.'),
  DeliverToMailboxAndForward: z.boolean().default(false).describe('The mailbox keeps what it forwards.'),
};
