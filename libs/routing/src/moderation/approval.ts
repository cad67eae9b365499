import type { Recipient } from '@mailyard/directory';
import type { ReversePath } from '@mailyard/smtp';

/** Whose approval something needs. */
export interface NeededApproval {
  /** Guid of the moderated recipient, or of the mail flow rule. */
  readonly of: string;
  /** Primary addresses; with nobody among them an administrator decides. */
  readonly moderators: readonly string[];
  /** SendModerationNotifications. */
  readonly notifications: Recipient['SendModerationNotifications'];
  /** ArbitrationMailbox. */
  readonly arbitrationMailbox?: string;
}

/** What earlier passes have come to, of a copy that had to wait in the middle of its way through the categorizer. */
export interface EarlierPasses {
  /** Guids of recipients and rules for which a moderator has said yes. */
  readonly approved: readonly string[];
  /** Guids of mail flow rules that have told what they tell. */
  readonly told?: readonly string[];
  /** Guids of groups: those that hold each other are still expanded once. */
  readonly expandedGroups?: readonly string[];
  /** Members of the group that waited who have it already: Guids of mailboxes, addresses of others. */
  readonly served?: readonly string[];
  /** What is approved for a group is approved for all in it (BypassNestedModerationEnabled). */
  readonly bypassesModeration?: true;
  /** Who has sent the message, where somebody else hears of the copy's fate. */
  readonly sender?: ReversePath;
}
