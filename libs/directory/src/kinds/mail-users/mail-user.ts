import { smtpAddress } from '@mailyard/schema';
import { z } from 'zod';

import { externalRecipientParameters } from '../mail-contacts/mail-contact.js';
import { recipientLimits } from '../recipients/delivery-parameters.js';
import { withPrimaryAddress } from '../recipients/external-address.js';
import { completeRecipient } from '../recipients/recipient.js';

/** What can be said of a mail user; `mailUserSchema` fills in the rest. */
export const mailUserParameters = z.strictObject({
  ...externalRecipientParameters,
  UserPrincipalName: smtpAddress.optional().describe('Login. Default: the primary address.'),
  ...recipientLimits,
});

export const mailUserSchema = mailUserParameters
  .transform((written, context) => {
    const user = withPrimaryAddress(written, context);
    if (user === undefined) return z.NEVER;
    return {
      ...completeRecipient(user),
      UserPrincipalName: written.UserPrincipalName ?? user.PrimarySmtpAddress,
    };
  })
  .readonly();

export type MailUser = z.infer<typeof mailUserSchema>;
