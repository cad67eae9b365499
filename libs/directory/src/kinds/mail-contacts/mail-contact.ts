import { smtpAddress } from '@mailyard/schema';
import { z } from 'zod';

import { deliveryParameters, senderAuthentication } from '../recipients/delivery-parameters.js';
import { externalEmailAddress, withPrimaryAddress } from '../recipients/external-address.js';
import { moderationParameters } from '../recipients/moderation-parameters.js';
import { personParameters } from '../recipients/property-parameters.js';
import { completeRecipient, recipientParameters } from '../recipients/recipient.js';

/** Of whoever has a mailbox elsewhere, a contact or a mail user. */
export const externalRecipientParameters = {
  ...recipientParameters,
  Alias: recipientParameters.Alias.describe(
    'Unique short name. Default: the letters and digits of the name.',
  ),
  PrimarySmtpAddress: smtpAddress
    .optional()
    .describe('Address that people here know. Default: ExternalEmailAddress.'),
  ExternalEmailAddress: externalEmailAddress,
  ...senderAuthentication(false),
  ...deliveryParameters,
  ...moderationParameters,
  ...personParameters,
};

/** What can be said of a mail contact; `mailContactSchema` fills in the rest. */
export const mailContactParameters = z.strictObject(externalRecipientParameters);

export const mailContactSchema = mailContactParameters
  .transform((written, context) => {
    const contact = withPrimaryAddress(written, context);
    return contact === undefined ? z.NEVER : completeRecipient(contact);
  })
  .readonly();

export type MailContact = z.infer<typeof mailContactSchema>;
