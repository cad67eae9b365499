import type { DistributionGroup, Organization } from '@mailyard/directory';

import type { MailboxRecipient } from './resolved-message.js';

/** What a group comes to: its mailboxes, each once, and all groups met on the way. */
export interface Expansion {
  readonly mailboxes: ReadonlyMap<string, MailboxRecipient>;
  readonly groups: ReadonlySet<string>;
}

/**
 * Follows a group down to mailboxes. A group met twice, in this expansion or among those `expanded` before, expands
 * once: so groups that hold each other end silently. Undefined when there are more than `maxMembers` mailboxes, since
 * half a group would be worse than none.
 */
export function expandGroup(
  group: DistributionGroup,
  organization: Organization,
  bounds: { readonly expanded: ReadonlySet<string>; readonly maxMembers: number },
): Expansion | undefined {
  const mailboxes = new Map<string, MailboxRecipient>();
  const groups = new Set<string>();
  // A list of work instead of recursion: a deep chain of groups must not cost the stack.
  const pending = [group];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (groups.has(next.Guid) || bounds.expanded.has(next.Guid)) continue;
    groups.add(next.Guid);
    for (const member of organization.members(next)) {
      if (member.kind === 'DistributionGroup') pending.push(member);
      else mailboxes.set(member.Guid, member);
      if (mailboxes.size > bounds.maxMembers) return undefined;
    }
  }
  return { mailboxes, groups };
}
