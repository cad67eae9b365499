import { isGroup, type Group, type Recipient } from '@mailyard/directory';
import type { Reply } from '@mailyard/smtp';

import type { NeededApproval } from '../../moderation/approval.js';
import type { Arrival } from '../arrival.js';

/** A job with more recipients would pass every bound of a queue. */
const usualMaxMembers = 100_000;

/** Somebody who stands for nobody else. */
export type SingleRecipient = Exclude<Recipient, Group>;

/** What expansion asks of those who judge and route. */
export interface ExpansionRules {
  /** Of one group, nested ones included. */
  readonly maxMembers: number | undefined;
  membersOf(group: Group): readonly Recipient[];
  /** How the members of a group get the message that the group gets so. */
  memberArrival(group: Group, arrival: Arrival): Arrival;
  /** Why a group does not get the message. */
  refusal(group: Group): Reply | undefined;
  /** Whose approval it needs first. */
  approval(group: Group, arrival: Arrival): NeededApproval | undefined;
  /** The server that expands the group in place of this one. */
  expansionServer(group: Group): string | undefined;
}

/** What a group comes to: those who stand for themselves, each once, and the groups met on the way. */
export interface Expansion {
  readonly members: ReadonlyMap<string, readonly [SingleRecipient, Arrival]>;
  /** By Guid, with its members as the directory names them. */
  readonly expanded: ReadonlyMap<string, readonly [Group, readonly Recipient[]]>;
  readonly refused: readonly (readonly [Group, Arrival, Reply])[];
  /** Somebody has to approve first. */
  readonly moderated: readonly (readonly [Group, Arrival, NeededApproval])[];
  /** Other servers expand these. */
  readonly elsewhere: readonly (readonly [Group, Arrival, string])[];
}

/**
 * Follows a group down to its last members. A group met twice, in this expansion or among those `expanded` before, expands
 * once: so groups that hold each other end silently. Undefined when there are more than `maxMembers`, since half a group would
 * be worse than none.
 */
export function expandGroup(
  addressed: readonly [Group, Arrival],
  before: ReadonlySet<string>,
  rules: ExpansionRules,
): Expansion | undefined {
  const { maxMembers = usualMaxMembers } = rules;
  const expanding = new Expanding(rules);
  // A list of work instead of recursion: a deep chain of groups must not cost the stack.
  const { pending, expanded, members } = expanding;
  pending.push(addressed);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [group, arrival] = next;
    if (expanded.has(group.Guid) || before.has(group.Guid)) continue;
    expanding.addMembers(group, arrival);
    if (members.size > maxMembers) return undefined;
  }
  return expanding;
}

class Expanding implements Expansion {
  readonly members = new Map<string, readonly [SingleRecipient, Arrival]>();
  readonly expanded = new Map<string, readonly [Group, readonly Recipient[]]>();
  readonly refused: (readonly [Group, Arrival, Reply])[] = [];
  readonly moderated: (readonly [Group, Arrival, NeededApproval])[] = [];
  readonly elsewhere: (readonly [Group, Arrival, string])[] = [];
  readonly pending: (readonly [Group, Arrival])[] = [];

  constructor(private readonly rules: ExpansionRules) {}

  addMembers(group: Group, arrival: Arrival): void {
    const all = this.rules.membersOf(group);
    this.expanded.set(group.Guid, [group, all]);
    const through = this.rules.memberArrival(group, arrival);
    for (const member of all) {
      if (isGroup(member)) this.#addGroup(member, through);
      else if (!this.members.has(member.Guid)) this.members.set(member.Guid, [member, through]);
    }
  }

  #addGroup(group: Group, through: Arrival): void {
    if (this.expanded.has(group.Guid)) return;
    const refusal = this.rules.refusal(group);
    const approval = this.rules.approval(group, through);
    const server = this.rules.expansionServer(group);
    if (refusal !== undefined) this.refused.push([group, through, refusal]);
    else if (approval !== undefined) this.moderated.push([group, through, approval]);
    else if (server !== undefined) this.elsewhere.push([group, through, server]);
    else this.pending.push([group, through]);
  }
}
