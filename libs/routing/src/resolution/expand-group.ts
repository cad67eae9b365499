import { isGroup, type Group, type Organization, type Recipient } from '@mailyard/directory';

/** Somebody who stands for nobody else. */
export type SingleRecipient = Exclude<Recipient, Group>;

/** What a group comes to: its mailboxes, mail users and contacts, each once, and all groups met on the way. */
export interface Expansion {
  readonly members: ReadonlyMap<string, SingleRecipient>;
  readonly groups: ReadonlySet<string>;
}

/**
 * Follows a group down to those who stand for themselves. A group met twice, in this expansion or among those `expanded` before, expands
 * once: so groups that hold each other end silently. Undefined when there are more than `maxMembers` of them, since
 * half a group would be worse than none.
 */
export function expandGroup(
  group: Group,
  organization: Organization,
  bounds: { readonly expanded: ReadonlySet<string>; readonly maxMembers: number },
): Expansion | undefined {
  const members = new Map<string, SingleRecipient>();
  const groups = new Set<string>();
  // A list of work instead of recursion: a deep chain of groups must not cost the stack.
  const pending: Group[] = [group];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (groups.has(next.Guid) || bounds.expanded.has(next.Guid)) continue;
    groups.add(next.Guid);
    for (const member of organization.members(next)) {
      if (isGroup(member)) pending.push(member);
      else members.set(member.Guid, member);
      if (members.size > bounds.maxMembers) return undefined;
    }
  }
  return { members, groups };
}
