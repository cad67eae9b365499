import type { Organization } from '../organization.js';
import { isNamed, type RestrictedSender } from './delivery-restriction.js';
import { isGroup, type Recipient } from './recipient.js';

/**
 * Who decides on a message for a recipient; undefined: nobody has to be asked. What moderators send themselves is not asked
 * about, nor what comes from those who bypass moderation, where we believe that it does: an address alone can be forged.
 */
export function moderatorsFor(
  recipient: Recipient,
  { path, isAuthenticated }: RestrictedSender,
  organization: Organization,
): readonly Recipient[] | undefined {
  if (!recipient.ModerationEnabled) return undefined;
  const moderators = moderatorsOf(recipient, organization);
  const sender = path === null || !isAuthenticated ? undefined : organization.sender(path);
  if (sender === undefined) return moderators;
  if (moderators.some(({ Guid }) => Guid === sender.Guid)) return undefined;
  return isNamed(sender, bypassing(recipient), organization) ? undefined : moderators;
}

/** As Exchange has it, a group that names no moderator is moderated by its owners; a group owns, but does not decide. */
function moderatorsOf(recipient: Recipient, organization: Organization): readonly Recipient[] {
  const { ModeratedBy = [] } = recipient;
  const owners = isGroup(recipient) ? [recipient.ManagedBy ?? []].flat() : [];
  const found = (ModeratedBy.length > 0 ? ModeratedBy : owners).flatMap(
    (name) => organization.recipientByName(name) ?? [],
  );
  return [...new Set(found)].filter((each) => !isGroup(each));
}

function bypassing(recipient: Recipient): readonly string[] {
  const {
    BypassModerationFrom = [],
    BypassModerationFromDLMembers = [],
    BypassModerationFromSendersOrMembers = [],
  } = recipient;
  return [...BypassModerationFrom, ...BypassModerationFromDLMembers, ...BypassModerationFromSendersOrMembers];
}
