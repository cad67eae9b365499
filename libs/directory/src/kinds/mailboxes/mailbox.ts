import { loginKey, objectName, smtpAddress } from '@mailyard/schema';
import { z } from 'zod';

import type { Index } from '../lookup.js';
import { completeRecipient, recipientParameters } from '../recipients/recipient.js';

/** What can be said of a mailbox; `mailboxSchema` fills in the rest. */
export const mailboxParameters = z.strictObject({
  ...recipientParameters,
  Database: objectName.default('DB01').describe('Mailbox database; a folder below mailboxes/.'),
  UserPrincipalName: smtpAddress.optional().describe('Login of its user. Default: the primary address.'),
});

export const mailboxSchema = mailboxParameters
  .transform((mailbox) => ({
    ...completeRecipient(mailbox),
    UserPrincipalName: mailbox.UserPrincipalName ?? mailbox.PrimarySmtpAddress,
  }))
  .readonly();

export type Mailbox = z.infer<typeof mailboxSchema>;

export const mailboxLogins: Index<Mailbox> = {
  name: 'logins of mailboxes',
  texts: ({ UserPrincipalName }) => [UserPrincipalName],
  key: loginKey,
  taken: () => 'UserPrincipalName',
};
