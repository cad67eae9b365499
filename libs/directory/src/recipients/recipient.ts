import type { DistributionGroup } from '../kinds/distribution-groups/distribution-group.js';
import type { DynamicDistributionGroup } from '../kinds/dynamic-distribution-groups/dynamic-distribution-group.js';
import type { MailContact } from '../kinds/mail-contacts/mail-contact.js';
import type { MailUser } from '../kinds/mail-users/mail-user.js';
import type { Mailbox } from '../kinds/mailboxes/mailbox.js';

interface RecipientKinds {
  readonly Mailbox: Mailbox;
  readonly MailUser: MailUser;
  readonly MailContact: MailContact;
  readonly DistributionGroup: DistributionGroup;
  readonly DynamicDistributionGroup: DynamicDistributionGroup;
}

export type RecipientKind = keyof RecipientKinds;

/** A recipient of one kind. */
export type RecipientOf<K extends RecipientKind> = RecipientKinds[K] & { readonly kind: K };

/** Whoever mail can be addressed to; `kind` tells them apart. */
export type Recipient = { readonly [K in RecipientKind]: RecipientOf<K> }[RecipientKind];

/** Recipients that stand for others. */
export type Group = RecipientOf<'DistributionGroup'> | RecipientOf<'DynamicDistributionGroup'>;

/** As the directory has them. */
export type StoredGroup = DistributionGroup | DynamicDistributionGroup;
export type StoredRecipient = RecipientKinds[RecipientKind];

/** The kinds of objects that recipients are, in the order of the directory's table. */
export const recipientLists = {
  Mailboxes: 'Mailbox',
  MailUsers: 'MailUser',
  MailContacts: 'MailContact',
  DistributionGroups: 'DistributionGroup',
  DynamicDistributionGroups: 'DynamicDistributionGroup',
} as const satisfies Readonly<Record<string, RecipientKind>>;

/** Whoever stands for others. */
export function isGroup(recipient: Recipient): recipient is Group {
  return recipient.kind === 'DistributionGroup' || recipient.kind === 'DynamicDistributionGroup';
}

/** Whoever can sign in. */
export function isUser(stored: StoredRecipient): stored is Mailbox | MailUser {
  return 'UserPrincipalName' in stored;
}

/** By a parameter that recipients of this kind alone always have. */
export function kindOf(stored: StoredRecipient): RecipientKind {
  if ('Database' in stored) return 'Mailbox';
  if ('Members' in stored) return 'DistributionGroup';
  if ('ReportToManagerEnabled' in stored) return 'DynamicDistributionGroup';
  return 'UserPrincipalName' in stored ? 'MailUser' : 'MailContact';
}

/** Of each object once: every RCPT asks. */
const recipients = new WeakMap<StoredRecipient, Recipient>();

/** A recipient with its kind, the same object each time. */
export function withKind(stored: StoredRecipient): Recipient {
  const known = recipients.get(stored);
  if (known !== undefined) return known;
  const recipient = { ...stored, kind: kindOf(stored) } as Recipient;
  recipients.set(stored, recipient);
  return recipient;
}
