import { isGroup, type Organization, type Recipient } from '@mailyard/directory';

/** Whom a message to a group reaches, and by which way. */
export interface ExpandedMember {
  readonly member: Recipient;
  /** The groups in between, the outermost first; none: it is a member of the group itself. */
  readonly through: readonly string[];
  /** The group is within itself: it is not gone into again. */
  readonly isLoop: boolean;
}

type Group = Extract<Recipient, { readonly kind: 'DistributionGroup' | 'DynamicDistributionGroup' }>;

/** All members of a group, and those of the groups among them, each once; a group that contains itself is marked there. */
export function expandedGroup(group: Group, organization: Organization): readonly ExpandedMember[] {
  const seen = new Set<string>();
  const found: ExpandedMember[] = [];
  // Groups within groups may be as deep as somebody likes.
  const waiting = [{ group, through: [] as readonly string[], path: [group.Guid] as readonly string[] }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { through, path } = next;
    for (const member of organization.members(next.group)) {
      const isLoop = path.includes(member.Guid);
      if (seen.has(member.Guid) && !isLoop) continue;
      seen.add(member.Guid);
      found.push({ member, through, isLoop });
      if (!isLoop && isGroup(member)) {
        waiting.push({ group: member, through: [...through, member.Name], path: [...path, member.Guid] });
      }
    }
  }
  return found;
}
