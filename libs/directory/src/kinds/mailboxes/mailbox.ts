import { objectName, smtpAddress } from '@mailyard/schema';
import { z } from 'zod';

import {
  deliveryParameters,
  recipientLimits,
  senderAuthentication,
} from '../recipients/delivery-parameters.js';
import { personParameters } from '../recipients/property-parameters.js';
import { completeRecipient, recipientParameters } from '../recipients/recipient.js';
import { forwardingParameters } from './forwarding-parameters.js';

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
