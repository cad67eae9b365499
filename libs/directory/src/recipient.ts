import type { DistributionGroup } from './kinds/distribution-groups/distribution-group.js';
import type { Mailbox } from './kinds/mailboxes/mailbox.js';

/** Whoever mail can be addressed to; `kind` tells the two apart. */
export type Recipient =
  (Mailbox & { readonly kind: 'Mailbox' }) | (DistributionGroup & { readonly kind: 'DistributionGroup' });

/** As the directory has it. */
export type StoredRecipient = Mailbox | DistributionGroup;

export const isMailbox = (recipient: StoredRecipient): recipient is Mailbox => !('Members' in recipient);

/** Of each object once: every RCPT asks. */
const recipients = new WeakMap<StoredRecipient, Recipient>();

export function withKind(stored: StoredRecipient): Recipient {
  const known = recipients.get(stored);
  if (known !== undefined) return known;
  const recipient: Recipient = isMailbox(stored)
    ? { ...stored, kind: 'Mailbox' }
    : { ...stored, kind: 'DistributionGroup' };
  recipients.set(stored, recipient);
  return recipient;
}
