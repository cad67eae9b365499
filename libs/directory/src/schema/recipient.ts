import { z } from 'zod';

import { guid, objectName } from './object-identity.js';
import { smtpAddress } from './smtp-address.js';

const recipientParameters = {
  Guid: guid,
  Name: objectName,
  Alias: z
    .string()
    .max(64)
    .regex(
      /^[\w!#$%&'*+\-/=?^`{|}~]+(?:\.[\w!#$%&'*+\-/=?^`{|}~]+)*$/,
      "must be letters, digits and !#$%&'*+-/=?^_`{|}~ with single dots between",
    )
    .optional()
    .describe('Unique short name. Default: the name.'),
  DisplayName: z.string().max(256).optional().describe('Name for people. Default: the name.'),
  PrimarySmtpAddress: smtpAddress.describe('Address that outgoing mail carries.'),
  EmailAddresses: z
    .array(smtpAddress)
    .readonly()
    .default([])
    .describe('All addresses; the primary one is added by itself.'),
};

/** What can be said of a mailbox; `mailboxSchema` fills in the rest. */
export const mailboxParameters = z.strictObject({
  ...recipientParameters,
  Database: objectName.default('DB01').describe('Mailbox database; a folder below mailboxes/.'),
  UserPrincipalName: smtpAddress.optional().describe('Login of its user. Default: the primary address.'),
});

export const distributionGroupParameters = z.strictObject({
  ...recipientParameters,
  Members: z
    .array(z.string().min(1))
    .readonly()
    .default([])
    .describe('Names, aliases or addresses of mailboxes and groups.'),
});

export const mailboxSchema = mailboxParameters
  .transform((mailbox) => ({
    ...completeRecipient(mailbox),
    UserPrincipalName: mailbox.UserPrincipalName ?? mailbox.PrimarySmtpAddress,
  }))
  .readonly();
export const distributionGroupSchema = distributionGroupParameters
  .transform((group) => completeRecipient(group))
  .readonly();

export type Mailbox = z.infer<typeof mailboxSchema>;
export type DistributionGroup = z.infer<typeof distributionGroupSchema>;

interface RecipientParameters {
  readonly Name: string;
  readonly Alias?: string | undefined;
  readonly DisplayName?: string | undefined;
  readonly PrimarySmtpAddress: string;
  readonly EmailAddresses: readonly string[];
}

function completeRecipient<T extends RecipientParameters>(recipient: T) {
  const primary = recipient.PrimarySmtpAddress;
  const others = recipient.EmailAddresses.filter(
    (address) => address.toLowerCase() !== primary.toLowerCase(),
  );
  return {
    ...recipient,
    Alias: recipient.Alias ?? recipient.Name,
    DisplayName: recipient.DisplayName ?? recipient.Name,
    EmailAddresses: [primary, ...others] as readonly string[],
  };
}
