import type { DeliveryResult } from '@mailyard/delivery';
import { submissionQueue, type LoadedCopy } from '@mailyard/queue';

import type { TransportContext } from '../transport-context.js';
import type { DeliverySettlement } from './delivery-settlement.js';

/** What became of a copy, for counters, for the log, and for the lanes that go on with what came of it. */
export function tellDelivery(
  message: LoadedCopy,
  { results, redirected, newItems }: DeliverySettlement,
  { counts, events, lanes }: TransportContext,
): void {
  const amounts: Record<DeliveryResult['action'], number> = {
    delivered: 0,
    delayed: 0,
    failed: 0,
    redirected: 0,
  };
  for (const { action } of results) amounts[action] += 1;
  for (const action of ['delivered', 'delayed', 'failed'] as const) {
    if (amounts[action] > 0) counts.count(action, amounts[action]);
  }
  if (newItems.length > 0) counts.count('dsn', newItems.length);
  for (const action of ['delayed', 'failed'] as const) {
    if (amounts[action] > 0) events.undelivered(message.id, action, recipientsWith(action, message, results));
  }
  if (redirected !== undefined || newItems.length > 0) lanes.wake(submissionQueue);
}

function recipientsWith(
  action: DeliveryResult['action'],
  { copy }: LoadedCopy,
  results: readonly DeliveryResult[],
) {
  return copy.recipients.flatMap((recipient, index) => {
    const result = results[index];
    return result?.action === action ? [{ recipient, reply: result.reply }] : [];
  });
}
