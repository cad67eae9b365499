import type { Mailbox, Organization } from '@mailyard/directory';
import { replies, type EnvelopeRecipient, type Path } from '@mailyard/smtp';

import type { Check } from '../check.js';

export function mailboxOf(path: Path, organization: Organization): Mailbox | undefined {
  const recipient = organization.recipient(path);
  return recipient?.kind === 'Mailbox' ? recipient : undefined;
}

/** Only mailboxes: groups are expanded, and alternate recipients found, by the hub. */
export const mailbox: Check<EnvelopeRecipient> = ({ organization }, { path }) =>
  mailboxOf(path, organization) === undefined ? replies.noSuchMailbox : undefined;
