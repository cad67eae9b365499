import { orderOutcomes, type MessageOrder, type OrderedCopy } from './message-order.js';
import { jobIdOf, parseJobId } from '../../item/mail-item.js';

/**
 * Preview: nothing has happened, and nothing will until it is confirmed. Holding, Held: its messages are kept back, and it
 * can be undone. Running: each message is done with, one way or the other. Undoing and Stopping let go of the messages that
 * are left.
 */
export const bulkStates = [
  'Preview',
  'Holding',
  'Held',
  'Running',
  'Undoing',
  'Stopping',
  'Done',
  'Undone',
  'Stopped',
] as const;
export type BulkState = (typeof bulkStates)[number];

/** Kept: nothing was done with it, since the operation was undone or stopped. */
export const bulkOutcomes = [...orderOutcomes, 'Kept'] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];

/** What somebody has ordered to be done with many messages. */
export interface BulkDeclaration {
  readonly order: MessageOrder;
  /** Which messages, in the words of who ordered it. */
  readonly about: string;
  readonly caller: string;
  readonly client: string;
  /** For how long it can be undone. */
  readonly undoMs: number;
  /** What was seen before anything was done, for who confirms it. */
  readonly preview: unknown;
}

/** An operation over many messages, as it is now. */
export interface BulkOperation extends BulkDeclaration {
  readonly id: string;
  readonly state: BulkState;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly undoUntil?: number;
  readonly endedAt?: number;
  readonly total: number;
  /** With which nothing has been done yet. */
  readonly remaining: number;
  readonly outcomes: Readonly<Partial<Record<BulkOutcome, number>>>;
}

/** A copy that an operation is about, and its place among them. */
export interface BulkTarget {
  readonly member: string;
  readonly index: number;
  readonly copy: OrderedCopy;
}

/** No name of a queue has a space. */
export function memberOf(copy: OrderedCopy): string {
  return `${copy.queue} ${jobIdOf(copy.id, copy)}`;
}

/** The copy that a member of the operation's list names. */
export function targetOf(member: string, index: number): BulkTarget {
  const space = member.indexOf(' ');
  return { member, index, copy: { queue: member.slice(0, space), ...parseJobId(member.slice(space + 1)) } };
}
