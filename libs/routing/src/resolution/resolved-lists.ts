import type { RecipientOf } from '@mailyard/directory';
import type { Path, Reply } from '@mailyard/smtp';

import type {
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
}

/** The same while it comes to be. */
export class ResolvedLists implements Resolved {
  readonly addressees: Addressee[] = [];
  failed: FailedRecipient[] | undefined;
  expanded: ExpandedGroup[] | undefined;
  redirected: RedirectedRecipient[] | undefined;
  dropped: DroppedRecipient[] | undefined;
  groups: GroupMembers[] | undefined;

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

  fail(recipient: ResolvedRecipient, reply: Reply, { reversePath }: Bifurcation = {}): false {
    (this.failed ??= []).push({ recipient, reply, ...(reversePath === undefined ? {} : { reversePath }) });
    return false;
  }
}
