import type { InternalId, MessageHistory, MessageSource, Priority } from '@mailyard/message';
import type { EarlierPasses, NextHop } from '@mailyard/routing';
import type { Envelope, EnvelopeRecipient, ReversePath } from '@mailyard/smtp';

import type { PendingApproval } from './pending-approval.js';

/** Where the content is. It never changes once the item exists. */
export interface ContentReference {
  readonly store: 'redis' | 'file';
  readonly bytes: number;
  /** Of all octets; absent where the length alone is known. It finds what a disk or a copy damaged, not an attacker. */
  readonly crc32?: number;
}

/** What is known of a message from the moment it is accepted, and never changes. */
export interface MailItem {
  readonly id: InternalId;
  /**
   * As accepted, but the recipients: they are kept with the copies, so an item that is read has those of the copy that it
   * is read with.
   */
  readonly envelope: Envelope;
  readonly source: MessageSource;
  /** With angle brackets. */
  readonly messageId: string;
  /** GUID; the same on every copy and every server. */
  readonly networkMessageId: string;
  /** Milliseconds since the epoch; expiry counts from here. */
  readonly receivedAt: number;
  /** Header block and content. */
  readonly sizeBytes: number;
  /** What it had when it entered the organization: what our servers add must make no message too large. */
  readonly originalBytes?: number;
  /** The header block with its closing empty line: content can follow at once. */
  readonly header: Buffer;
  /** Of the header block. */
  readonly headerCrc32?: number;
  readonly content: ContentReference;
  /** Decoded, for lists and searches. Absent in items of versions before this one. */
  readonly subject?: string;
  /** The address of Sender, else of From, where it is another one than that of MAIL FROM. */
  readonly headerSender?: string;
  /** While PriorityQueuingEnabled holds; absent: Normal. */
  readonly priority?: Exclude<Priority, 'Normal'>;
  /** What it has been through before it came here. */
  readonly history?: MessageHistory;
  /** Spam confidence level, where somebody has given one. */
  readonly scl?: number;
}

/** The octets that count where a limit is about the message. */
export function limitedBytes({
  sizeBytes,
  originalBytes = sizeBytes,
}: Pick<MailItem, 'sizeBytes' | 'originalBytes'>): number {
  return Math.min(sizeBytes, originalBytes);
}

/** A recipient that is still to be served: as the client gave it, later as the categorizer resolved it. */
export interface QueuedRecipient extends EnvelopeRecipient {
  readonly displayName?: string;
}

/**
 * The part of a message that waits in one queue. A message has at first one copy, in Submission; the categorizer
 * turns it into one for each next hop. The item lives until its last copy is settled.
 */
export interface QueuedCopy {
  /** Unique within the message: `0`, after a split `0.1`, `0.2`, … */
  readonly number: string;
  readonly queue: string;
  readonly recipients: readonly QueuedRecipient[];
  /** Delivery attempts that the next hop answered with 4yz. */
  readonly attempts: number;
  readonly lastError?: string;
  /** Why it waits, when that is not what the next hop said to it. */
  readonly waitCause?: 'content-unavailable';
  /** In place of the message's own: whoever hears of this copy is another one. */
  readonly reversePath?: ReversePath;
  /** Header fields that this copy alone has, on top of the message's: whole lines. */
  readonly fields?: string;
  /** Its recipients were judged, and forwarded, before: when it is categorized again they are only routed. */
  readonly resolved?: boolean;
  /** Journal reports tell of it: when it is categorized again it is not reported once more. */
  readonly journaled?: true;
  /** The installed transport agents have had their turn with it. */
  readonly agentsAsked?: true;
  /** In the Moderation queue: whose approval it waits for. */
  readonly approval?: PendingApproval;
  /** What earlier passes through the categorizer have come to, of a copy that had to wait in their middle. */
  readonly passes?: EarlierPasses;
  /** From when on it ages, where that is not the receipt of the message: it was approved then. */
  readonly since?: number;
  /** The copy's text as it was found, in the Poison queue, when it could not be read. */
  readonly unreadable?: string;
}

/** A copy as it is stored, and as its job knows it: its recipients are in a list of their own, see `copy-fields.ts`. */
export interface CopyRecord extends Omit<QueuedCopy, 'recipients'> {
  /** How many the list has; in records of older versions the recipients themselves. */
  readonly recipients: number | readonly QueuedRecipient[];
  /** The indexes of those in the list that are still to be served, `0-4,7`; absent: all. */
  readonly left?: string;
}

/** A copy on its way into its queue: with the next hop if that is a delivery queue. */
export interface RoutedCopy {
  readonly copy: QueuedCopy;
  readonly nextHop?: NextHop;
  /** Of a copy in Unreachable: the domains that its recipients wait for, each once. */
  readonly domains?: readonly string[];
}

/** BullMQ forbids `:` in job ids; neither part holds a `-`. */
export function jobIdOf(id: InternalId, copy: Pick<QueuedCopy, 'number'>): string {
  return `${id}-${copy.number}`;
}

export function parseJobId(jobId: string): { readonly id: InternalId; readonly number: string } {
  const dash = jobId.indexOf('-');
  if (dash < 1) throw new Error(`not the job of a mail item: ${jobId}`);
  return { id: jobId.slice(0, dash), number: jobId.slice(dash + 1) };
}
