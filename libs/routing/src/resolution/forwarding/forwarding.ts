import type { Organization, Recipient, RecipientOf } from '@mailyard/directory';
import { forwardingMark } from '@mailyard/message';
import { pathOf } from '@mailyard/schema';
import type { Path } from '@mailyard/smtp';

import type { RoutableMessage } from '../../routable-message.js';
import { remoteDomainOf } from './automatic-mail-suppression.js';

/** Where a mailbox forwards its mail to. */
export type Forwarding =
  | { readonly outcome: 'forwards'; readonly path: Path; readonly to: Recipient | undefined }
  /** The message has come back from there, or would go where automatic forwards must not go. */
  | { readonly outcome: 'returned' }
  | { readonly outcome: 'forbidden'; readonly path: Path };

/**
 * Undefined for a mailbox that keeps its mail. ForwardingAddress, which an administrator sets, goes before
 * ForwardingSmtpAddress, which its user may set and remote domains may therefore forbid (AutoForwardEnabled).
 */
export function forwardingOf(
  mailbox: RecipientOf<'Mailbox'>,
  { history }: RoutableMessage,
  organization: Organization,
): Forwarding | undefined {
  const target = targetOf(mailbox, organization);
  // Nobody is there any more, or it is the mailbox itself: its mail must be somewhere.
  if (target === undefined || target.to?.Guid === mailbox.Guid) return undefined;
  const isUsers = mailbox.ForwardingAddress === undefined;
  // Before anything else: what is kept in any case cannot go round.
  if (isUsers && isForbidden(target, organization)) return { outcome: 'forbidden', path: target.path };
  const mark = forwardingMark(pathOf(mailbox.PrimarySmtpAddress));
  if (history?.forwardedBy?.includes(mark) === true) return { outcome: 'returned' };
  return { outcome: 'forwards', ...target };
}

function isForbidden({ path, to }: Target, organization: Organization): boolean {
  return to === undefined && remoteDomainOf(path, organization)?.AutoForwardEnabled === false;
}

interface Target {
  readonly path: Path;
  readonly to: Recipient | undefined;
}

function targetOf(
  { ForwardingAddress, ForwardingSmtpAddress }: RecipientOf<'Mailbox'>,
  organization: Organization,
): Target | undefined {
  if (ForwardingAddress !== undefined) {
    const to = organization.recipientByName(ForwardingAddress);
    return to && { path: pathOf(to.PrimarySmtpAddress), to };
  }
  if (ForwardingSmtpAddress === undefined) return undefined;
  const path = pathOf(ForwardingSmtpAddress);
  return { path, to: organization.recipient(path) };
}
