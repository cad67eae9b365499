import type { WaitCause } from '@mailyard/message';
import { submissionQueue, unreachableQueue, type QueuedCopy, type QueueHindrances } from '@mailyard/queue';

/** Why a copy that nobody is delivering at this moment still waits, the strongest reason first. */
export function waitCauseOf(copy: QueuedCopy, { suspended, lastError }: QueueHindrances): WaitCause {
  if (copy.queue === unreachableQueue) return { kind: 'no-route', lastError: copy.lastError ?? '' };
  if (suspended) return { kind: 'queue-suspended' };
  if (lastError !== undefined) return { kind: 'next-hop-unreachable', lastError };
  if (copy.waitCause !== undefined) return { kind: copy.waitCause };
  if (copy.lastError !== undefined) return { kind: 'temporary-refusal', lastError: copy.lastError };
  return { kind: copy.queue === submissionQueue ? 'not-categorized' : 'no-attempt' };
}
