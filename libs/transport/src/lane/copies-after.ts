import { submissionQueue, type QueuedCopy } from '@mailyard/queue';
import { alternateOf } from '@mailyard/routing';

import type { DeliveryResult } from '@mailyard/delivery';

/** The recipients that the next hop asked to try again. */
export function remainingCopy(copy: QueuedCopy, results: readonly DeliveryResult[]): QueuedCopy | undefined {
  const recipients = copy.recipients.filter((_, index) => results[index]?.action === 'delayed');
  const delayed = results.find((result) => result.action === 'delayed');
  if (delayed === undefined) return undefined;
  const { waitCause: _, ...before } = copy;
  const { reply, waitCause } = delayed;
  const lastError = reply.toString();
  return {
    ...before,
    recipients,
    attempts: copy.attempts + 1,
    lastError,
    ...(waitCause === undefined ? {} : { waitCause }),
  };
}

/** Those who stand in for recipients that the next hop refused; the categorizer finds their way. */
export function redirectedCopy(copy: QueuedCopy, results: readonly DeliveryResult[]): QueuedCopy | undefined {
  const recipients = copy.recipients.flatMap((recipient, index) =>
    results[index]?.action === 'redirected' ? (alternateOf(recipient) ?? []) : [],
  );
  if (recipients.length === 0) return undefined;
  // Another attempt of what remains may redirect more, so the number holds the attempt.
  const number = `${copy.number}.alternate${copy.attempts}`;
  return { number, queue: submissionQueue, recipients, attempts: 0 };
}
