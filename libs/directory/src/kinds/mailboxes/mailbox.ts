import { objectName, smtpAddress } from '@mailyard/schema';
import { z } from 'zod';

import {
  deliveryParameters,
  recipientLimits,
  senderAuthentication,
} from '../recipients/delivery-parameters.js';
import { moderationParameters } from '../recipients/moderation-parameters.js';
import { personParameters } from '../recipients/property-parameters.js';
import { completeRecipient, recipientParameters } from '../recipients/recipient.js';

/** Who gets the mail of a mailbox in its place, or as well. */
const forwardingParameters = {
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

/** What can be said of a mailbox; `mailboxSchema` fills in the rest. */
export const mailboxParameters = z.strictObject({
  ...recipientParameters,
  Database: objectName.default('DB01').describe('Mailbox database; a folder below mailboxes/.'),
  UserPrincipalName: smtpAddress.optional().describe('Login of its user. Default: the primary address.'),
  ...forwardingParameters,
  DowngradeHighPriorityMessagesEnabled: z
    .boolean()
    .default(false)
    .describe('What its user sends with high priority is Normal, with PriorityQueuingEnabled.'),
  ...senderAuthentication(false),
  ...deliveryParameters,
  ...moderationParameters,
  ...recipientLimits,
  ...personParameters,
});

export const mailboxSchema = mailboxParameters
  .transform((mailbox) => ({
    ...completeRecipient(mailbox),
    UserPrincipalName: mailbox.UserPrincipalName ?? mailbox.PrimarySmtpAddress,
  }))
  .readonly();

export type Mailbox = z.infer<typeof mailboxSchema>;
