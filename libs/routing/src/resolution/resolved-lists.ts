import type { Group, Recipient, RecipientOf } from '@mailyard/directory';
import type { EnvelopeRecipient, Path, Reply } from '@mailyard/smtp';

import type {
  AwaitingApproval,
  Bifurcation,
  DroppedRecipient,
  ExpandedGroup,
  FailedRecipient,
  GroupMembers,
  RedirectedRecipient,
  ResolvedRecipient,
} from '../categorization.js';

export type MailboxRecipient = RecipientOf<'Mailbox'>;

/** Where a recipient is: in a mailbox, with a server that expands it, or wherever its address says. */
export type Whereabouts =
  MailboxRecipient | { readonly kind: 'Server'; readonly fqdn: string } | { readonly kind: 'Outside' };

/** A recipient after resolution: routing has only to find the way. */
export interface Addressee {
  readonly recipient: ResolvedRecipient;
  readonly at: Whereabouts;
  /** Absent: the message as it is will do. */
  readonly bifurcation: Bifurcation | undefined;
}

/** What recipient resolution makes of recipients; most messages have no list but the first. */
export interface Resolved {
  readonly addressees: readonly Addressee[];
  readonly failed?: readonly FailedRecipient[] | undefined;
  readonly expanded?: readonly ExpandedGroup[] | undefined;
  readonly redirected?: readonly RedirectedRecipient[] | undefined;
  readonly dropped?: readonly DroppedRecipient[] | undefined;
  readonly groups?: readonly GroupMembers[] | undefined;
  readonly awaiting?: readonly AwaitingApproval[] | undefined;
  readonly decisions?: readonly EnvelopeRecipient[] | undefined;
}

/** The same while it comes to be. */
export class ResolvedLists implements Resolved {
  readonly addressees: Addressee[] = [];
  failed: FailedRecipient[] | undefined;
  expanded: ExpandedGroup[] | undefined;
  redirected: RedirectedRecipient[] | undefined;
  dropped: DroppedRecipient[] | undefined;
  groups: GroupMembers[] | undefined;
  awaiting: AwaitingApproval[] | undefined;
  decisions: EnvelopeRecipient[] | undefined;

  add(
    recipient: ResolvedRecipient,
    at: Whereabouts,
    {
      group,
      bifurcation,
    }: { readonly group?: Path | undefined; readonly bifurcation?: Bifurcation | undefined },
  ): true {
    const through = group === undefined ? recipient : { ...recipient, group };
    this.addressees.push({ recipient: through, at, bifurcation });
    return true;
  }

  await(waiting: AwaitingApproval): true {
    (this.awaiting ??= []).push(waiting);
    return true;
  }

  /** A moderator's answer: for this server, or for another one. */
  addDecision(recipient: EnvelopeRecipient, at: 'here' | { readonly fqdn: string }): true {
    if (at !== 'here') return this.add(recipient, { kind: 'Server', fqdn: at.fqdn }, {});
    (this.decisions ??= []).push(recipient);
    return true;
  }

  addGroups(expanded: Iterable<readonly [Group, readonly Recipient[]]>): void {
    for (const [group, members] of expanded) (this.groups ??= []).push({ group, members });
  }

  fail(recipient: ResolvedRecipient, reply: Reply, { reversePath }: Bifurcation = {}): false {
    (this.failed ??= []).push({ recipient, reply, ...(reversePath === undefined ? {} : { reversePath }) });
    return false;
  }
}
