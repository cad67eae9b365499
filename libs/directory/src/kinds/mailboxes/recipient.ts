import { guid, objectName, pathOf, smtpAddress, smtpAddressKey } from '@mailyard/schema';
import { z } from 'zod';

/** Atoms of RFC 5322 §3.2.3 joined by dots, without the slash: a mailbox's folder bears its alias. */
const aliasPattern = /^[\p{L}\p{N}!#$%&'*+\-=?^_`{|}~]+(?:\.[\p{L}\p{N}!#$%&'*+\-=?^_`{|}~]+)*$/u;

const recipientParameters = {
  Guid: guid,
  Name: objectName,
  Alias: z
    .string()
    .trim()
    .max(64)
    .regex(aliasPattern, "must be letters, digits and !#$%&'*+-=?^_`{|}~ with single dots between")
    .optional()
    .describe('Unique short name. Default: the local part of the primary address.'),
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
  const primaryKey = smtpAddressKey(primary);
  const others = recipient.EmailAddresses.filter((address) => smtpAddressKey(address) !== primaryKey);
  return {
    ...recipient,
    Alias: recipient.Alias ?? pathOf(primary).localPart.replaceAll('/', '_'),
    DisplayName: recipient.DisplayName ?? recipient.Name,
    EmailAddresses: [primary, ...others] as readonly string[],
  };
}
