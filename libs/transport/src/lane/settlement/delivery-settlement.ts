import { randomBytes } from 'node:crypto';

import type { DeliveryResult, Judgement } from '@mailyard/delivery';
import {
  submissionQueue,
  type LoadedCopy,
  type NewItem,
  type QueuedCopy,
  type QueuedRecipient,
} from '@mailyard/queue';
import { alternateOf } from '@mailyard/routing';

import type { DsnAuthor, Reported } from '../../dsn/dsn-author.js';

/** A result for each recipient of the copy, in order. */
export type RecipientResults = Extract<Judgement, { of: 'recipients' }>;

/** What becomes of a copy after an attempt; it happens as a whole. */
export interface DeliverySettlement extends Pick<RecipientResults, 'results' | 'remote'> {
  /** The recipients that the next hop asked to try again. */
  readonly remaining: QueuedCopy | undefined;
  /** Those who stand in for recipients that it refused; the categorizer finds their way. */
  readonly redirected: QueuedCopy | undefined;
  /** DSNs to the sender. */
  readonly newItems: readonly NewItem[];
}

/** Whether a DSN may have to be written: for most messages there is none, and nothing else to wait for. */
export function mayReport({ copy }: LoadedCopy, { results, success }: RecipientResults): boolean {
  const asked = ({ notify }: QueuedRecipient): boolean => notify?.includes('SUCCESS') === true;
  return (
    results.some(({ action }) => action === 'failed') ||
    (success !== undefined && copy.recipients.some(asked))
  );
}

export async function dsnsOf(
  message: LoadedCopy,
  judged: RecipientResults,
  dsns: DsnAuthor,
): Promise<readonly NewItem[]> {
  const failed = await dsns.write('failed', message, reported(message, judged, 'failed'));
  const { success } = judged;
  if (success === undefined) return failed;
  return [...failed, ...(await dsns.write(success, message, reported(message, judged, 'delivered')))];
}

export function settlementOf(
  { copy }: LoadedCopy,
  { results, remote }: RecipientResults,
  newItems: readonly NewItem[],
): DeliverySettlement {
  const delivered = results.every(({ action }) => action === 'delivered');
  return {
    results,
    remote,
    remaining: delivered ? undefined : remainingCopy(copy, results),
    redirected: delivered ? undefined : redirectedCopy(copy, results),
    newItems,
  };
}

function remainingCopy(copy: QueuedCopy, results: readonly DeliveryResult[]): QueuedCopy | undefined {
  const delayed = results.find((result) => result.action === 'delayed');
  if (delayed === undefined) return undefined;
  const { waitCause: _, ...before } = copy;
  const { reply, waitCause } = delayed;
  return {
    ...before,
    recipients: copy.recipients.filter((__, index) => results[index]?.action === 'delayed'),
    attempts: copy.attempts + 1,
    lastError: reply.toString(),
    ...(waitCause === undefined ? {} : { waitCause }),
  };
}

function redirectedCopy(copy: QueuedCopy, results: readonly DeliveryResult[]): QueuedCopy | undefined {
  const recipients = copy.recipients.flatMap((recipient, index) =>
    results[index]?.action === 'redirected' ? (alternateOf(recipient) ?? []) : [],
  );
  if (recipients.length === 0) return undefined;
  // Another attempt of what remains may redirect more while these wait, and attempts begin anew with a resubmission.
  const number = `${copy.number}.alternate${randomBytes(6).toString('hex')}`;
  const { reversePath, fields } = copy;
  return {
    number,
    queue: submissionQueue,
    recipients,
    attempts: 0,
    // They have not been looked at, whatever became of those before them.
    resolved: false,
    ...(reversePath === undefined ? {} : { reversePath }),
    ...(fields === undefined ? {} : { fields }),
  };
}

function reported(
  { copy }: LoadedCopy,
  { results, remote }: RecipientResults,
  action: DeliveryResult['action'],
): readonly Reported[] {
  return copy.recipients.flatMap((recipient, index): Reported[] => {
    const result = results[index];
    if (result?.action !== action) return [];
    const { reply } = result;
    const waited = result.action === 'failed' ? result.waited : undefined;
    if (waited !== undefined) return [{ recipient, reply, waited }];
    return [{ recipient, reply, ...(remote === undefined ? {} : { remote }) }];
  });
}
