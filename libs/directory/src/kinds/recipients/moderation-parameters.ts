import { oneOf } from '@mailyard/schema';
import { z } from 'zod';

import type { ObjectProblem } from '../kind.js';
import { recipientNamesList } from './delivery-parameters.js';

const off = z.boolean().default(false);

/** Whose approval mail for a recipient needs; a recipient of any kind has them. */
export const moderationParameters = {
  ModerationEnabled: off.describe('What is sent to it waits until a moderator approves.'),
  ModeratedBy: recipientNamesList.describe(
    'Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.',
  ),
  BypassModerationFrom: recipientNamesList.describe(
    'Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.',
  ),
  BypassModerationFromDLMembers: recipientNamesList.describe('Groups from whose members it needs none.'),
  BypassModerationFromSendersOrMembers: recipientNamesList.describe('Both, in one list.'),
  SendModerationNotifications: oneOf(['Always', 'Internal', 'Never'])
    .default('Always')
    .describe(
      'Which senders hear that their message was not approved: all, those who were authenticated, or none.',
    ),
  ArbitrationMailbox: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.',
    ),
};

/** Of groups whose members are named. */
export const nestedModeration = {
  BypassNestedModerationEnabled: off.describe(
    'What is approved for the group is approved for its members, and for the groups among them.',
  ),
};

interface ModeratedObject {
  readonly ModerationEnabled?: boolean;
  readonly ModeratedBy?: string | readonly string[] | undefined;
  readonly ManagedBy?: string | readonly string[] | undefined;
}

/** Nobody would ever decide. */
export function* moderationProblems({
  ModerationEnabled,
  ModeratedBy = [],
  ManagedBy = [],
}: ModeratedObject): Iterable<ObjectProblem> {
  if (ModerationEnabled !== true || ModeratedBy.length + ManagedBy.length > 0) return;
  yield { path: ['ModerationEnabled'], reason: 'needs ModeratedBy' };
}
