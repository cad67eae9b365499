import type { Recipient } from '@mailyard/directory';
import type { AutomaticMail } from '@mailyard/message';
import type { EnvelopeRecipient, Path, Reply, ReversePath } from '@mailyard/smtp';

import type { EarlierPasses, NeededApproval } from './moderation/approval.js';
import type { NextHop } from './next-hop.js';

/** A recipient for whom the way is known: of a mailbox `path` is the primary address, and `orcpt` tells what the sender wrote. */
export interface ResolvedRecipient extends EnvelopeRecipient {
  /** Name of the mailbox; absent where a connector leads out of the organization. */
  readonly mailbox?: string;
  readonly displayName?: string;
  /** The group through which the message came, as the sender addressed it. */
  readonly group?: Path;
}

/** What a copy of the message has that the message itself has not: recipients who need it get a copy of their own. */
export interface Bifurcation {
  /** In place of the message's reverse-path. */
  readonly reversePath?: ReversePath;
  /** Header fields on top of the message's: whole lines. */
  readonly fields?: string;
}

/** Recipients with one next hop and the same bifurcation: one copy, and one delivery job. */
export interface Delivery extends Bifurcation {
  readonly nextHop: NextHop;
  /** The name of its queue. */
  readonly queue: string;
  readonly recipients: readonly ResolvedRecipient[];
}

/** A recipient who will never get the message, nor anybody in their place. */
export interface FailedRecipient {
  readonly recipient: ResolvedRecipient;
  readonly reply: Reply;
  /** Who hears of it in place of the sender: the manager of a group. */
  readonly reversePath?: ReversePath;
  /** An agent has refused it, such as a mail flow rule; absent: this chain has. */
  readonly refusedBy?: 'AGENT';
}

/** A recipient for whom no route exists now; configuration may bring one. */
export interface UnreachableRecipient extends Bifurcation {
  readonly recipient: EnvelopeRecipient;
  /** The domain that has no route, as `domainKey` gives it. */
  readonly domain: string;
  readonly lastError: string;
}

/** Recipients for whom somebody has to approve the message first: a copy of their own waits for that. */
export interface AwaitingApproval extends Bifurcation {
  readonly recipients: readonly ResolvedRecipient[];
  readonly approval: NeededApproval;
  /** They were judged, and have forwarded what they forward: a mail flow rule asks. */
  readonly resolved: boolean;
  readonly passes: EarlierPasses;
}

/** A group that was replaced by its members; `recipient` carries the sender's NOTIFY. */
export interface ExpandedGroup {
  readonly recipient: EnvelopeRecipient;
  readonly displayName?: string;
  /** Members added to the message, without those who had it already. */
  readonly members: number;
}

/** A group and its members as the directory names them, for message tracking: nested groups have entries of their own. */
export interface GroupMembers {
  readonly group: Recipient;
  readonly members: readonly Recipient[];
}

/** A recipient whose mail goes to somebody else: by forwarding, to the address of a contact who is another recipient, to a manager. */
export interface RedirectedRecipient {
  readonly recipient: EnvelopeRecipient;
  readonly to: Path;
  /** The mailbox keeps it as well. */
  readonly delivered: boolean;
}

/** Why a recipient gets nothing, and nobody hears of it. */
export type DropReason =
  /** They have the message already. */
  | 'Duplicate'
  /** It is a report, and they are a group. */
  | 'ReportToGroup'
  /** Such automatic mail must not go to their domain. */
  | AutomaticMail;

export interface DroppedRecipient {
  readonly recipient: EnvelopeRecipient;
  readonly reason: DropReason;
}

/** What the categorizer makes of a message's recipients. Every recipient of the envelope is in exactly one place. */
export interface Categorization {
  readonly deliveries: readonly Delivery[];
  readonly failed: readonly FailedRecipient[];
  readonly unreachable: readonly UnreachableRecipient[];
  readonly expanded: readonly ExpandedGroup[];
  readonly redirected: readonly RedirectedRecipient[];
  readonly dropped: readonly DroppedRecipient[];
  /** Somebody has to approve first. */
  readonly awaiting: readonly AwaitingApproval[];
  /** Addresses to which moderators answer. */
  readonly decisions: readonly EnvelopeRecipient[];
  /** All groups that were expanded, nested ones included. */
  readonly groups: readonly GroupMembers[];
  /** Recipients stand for others, so that resolving them once more would be another message for some. */
  readonly resolved: boolean;
}
