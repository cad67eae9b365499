import type { Recipient, TransportRule } from '@mailyard/directory';

import { managerOf } from '../recipients.js';
import type { RuleFacts } from './rule-message.js';

/**
 * Who has to approve of a message by a rule's order; undefined: nobody, or somebody has. What a moderator sends is not asked about,
 * where we believe that it is theirs.
 */
export function moderatorsOf(rule: TransportRule, facts: RuleFacts): readonly Recipient[] | undefined {
  const { message, organization } = facts;
  const moderators = namedIn(rule, facts);
  if (moderators === undefined || message.earlier?.approved.includes(rule.Guid) === true) return undefined;
  const { reversePath, source } = message;
  const sender = reversePath === null ? undefined : organization.sender(reversePath);
  const isTheirs = source.authAs === 'Internal' && moderators.some(({ Guid }) => Guid === sender?.Guid);
  return isTheirs ? undefined : moderators;
}

/** Without a manager the message is delivered; where no moderator is left an administrator decides. */
function namedIn(
  { ModerateMessageByUser: names, ModerateMessageByManager: byManager }: TransportRule,
  { sender, organization }: RuleFacts,
): readonly Recipient[] | undefined {
  const manager = byManager === true ? managerOf(sender, organization) : undefined;
  if (names === undefined) return manager === undefined ? undefined : [manager];
  const named = names.flatMap((name) => organization.recipientByName(name) ?? []);
  return [
    ...new Map(
      [...named, ...(manager === undefined ? [] : [manager])].map((each) => [each.Guid, each]),
    ).values(),
  ];
}
