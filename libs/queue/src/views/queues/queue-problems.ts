import { moderationQueue, poisonQueue, unreachableQueue } from '../../redis/keys.js';
import type { QueueSummary } from './queue-summary.js';

/** What is wrong with a queue, for an administrator. */
export interface QueueProblem {
  readonly code: (typeof queueProblemCodes)[number];
  /** The queue's identity. */
  readonly subject: string;
  readonly reason: string;
}

export const queueProblemCodes = [
  'queue-in-retry',
  'queue-suspended',
  'queue-unreachable',
  'queue-stands-still',
  'queue-waits-for-limit',
  'queue-too-long',
  'queue-late',
] as const;

/** Exchange's back pressure on Submission begins to be Medium here. */
const longQueue = 10_000;
/** A message at the head of a queue that nobody has taken for so long. */
const standstillMs = 60_000;

export interface QueueView {
  readonly now: number;
  /** Age at which a message counts as late: that at which its sender is told (DelayNotificationTimeout). */
  readonly lateMs: number;
  /** For how long the queue's present head has been its head. */
  readonly headMs: (queue: QueueSummary) => number;
}

/** What keeps mail from moving, by queue; each says why, and a queue may have several. */
export function queueProblems(queues: readonly QueueSummary[], view: QueueView): readonly QueueProblem[] {
  // Poison is suspended by nature; hubs tell what is in it. What waits for moderators may.
  const judged = queues.filter(({ name }) => name !== poisonQueue && name !== moderationQueue);
  return judged.flatMap((queue) =>
    [stopped(queue, view), tooLong(queue), late(queue, view)].flatMap((problem) =>
      problem === undefined ? [] : [{ ...problem, subject: queue.identity }],
    ),
  );
}

type Finding = Omit<QueueProblem, 'subject'> | undefined;

function stopped(queue: QueueSummary, view: QueueView): Finding {
  const waiting = messages(queue.messageCount);
  if (queue.status === 'Suspended') {
    return { code: 'queue-suspended', reason: `the queue is suspended with ${waiting}` };
  }
  if (queue.messageCount === 0) return undefined;
  if (queue.name === unreachableQueue) {
    return { code: 'queue-unreachable', reason: `no connector leads to the recipients of ${waiting}` };
  }
  if (queue.retryCount > 0) {
    const { nextRetryTime, lastError = 'the next hop cannot be reached' } = queue;
    const next = nextRetryTime === undefined ? 'now' : `at ${second(nextRetryTime)}`;
    return { code: 'queue-in-retry', reason: `${waiting}, next attempt ${next}: ${lastError}` };
  }
  const still = view.headMs(queue);
  if (still < standstillMs) return undefined;
  if (queue.waitReason !== undefined) {
    const reason = `the next of ${waiting} waits for ${minutes(still)}: ${queue.waitReason}`;
    return { code: 'queue-waits-for-limit', reason };
  }
  return {
    code: 'queue-stands-still',
    reason: `nobody has taken the next of ${waiting} for ${minutes(still)}`,
  };
}

function tooLong({ messageCount }: QueueSummary): Finding {
  if (messageCount < longQueue) return undefined;
  return { code: 'queue-too-long', reason: `${messages(messageCount)} wait` };
}

function late({ oldestMessageTime }: QueueSummary, { now, lateMs }: QueueView): Finding {
  if (oldestMessageTime === undefined || now - oldestMessageTime < lateMs) return undefined;
  return { code: 'queue-late', reason: `a message received at ${second(oldestMessageTime)} still waits` };
}

function messages(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}

function minutes(ms: number): string {
  return `${Math.floor(ms / 60_000)} min`;
}

/** `2026-11-28T19:14:05Z` */
function second(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** For how long the message at the head of each queue has stood there, as far as somebody has looked. */
export class QueueHeads {
  readonly #since = new Map<string, { readonly head: string; readonly at: number }>();

  /** To be called from time to time, with all queues. */
  look(queues: readonly QueueSummary[], now: number): void {
    const seen = new Set(queues.map(({ name }) => name));
    for (const name of this.#since.keys()) if (!seen.has(name)) this.#since.delete(name);
    for (const { name, head, status, retryCount } of queues) {
      // In Retry and while it is suspended a queue may stand; afterwards its time begins.
      const may = head === undefined || retryCount > 0 || status === 'Suspended';
      if (may) this.#since.delete(name);
      else if (this.#since.get(name)?.head !== head) this.#since.set(name, { head, at: now });
    }
  }

  standsFor({ name }: QueueSummary, now: number): number {
    return now - (this.#since.get(name)?.at ?? now);
  }
}
