import type { DeliveryResult } from '@mailyard/delivery';
import { submissionQueue, type LoadedCopy } from '@mailyard/queue';
import type { NextHop } from '@mailyard/routing';

import { trackDelivery } from '../../tracking/track-delivery.js';
import type { TransportContext } from '../../transport-context.js';
import type { DeliverySettlement } from './delivery-settlement.js';

interface ToldDelivery {
  readonly settlement: DeliverySettlement;
  readonly nextHop: NextHop;
}

/** What became of a copy, for counters, log and message tracking, and for the lanes that go on with what came of it. */
export function tellDelivery(message: LoadedCopy, told: ToldDelivery, context: TransportContext): void {
  const { events, lanes } = context;
  const { results, redirected, newItems } = told.settlement;
  countDelivery(message, told, context);
  trackDelivery(message, told, context);
  for (const action of ['delayed', 'failed'] as const) {
    const recipients = recipientsWith(action, message, results);
    if (recipients.length > 0) events.undelivered(message.id, action, recipients);
  }
  if (redirected !== undefined || newItems.length > 0) lanes.wake(submissionQueue);
}

function countDelivery(
  { item }: LoadedCopy,
  { settlement: { results, newItems }, nextHop: { deliveryType } }: ToldDelivery,
  { counts, now }: TransportContext,
): void {
  const amounts: Record<DeliveryResult['action'], number> = {
    delivered: 0,
    delayed: 0,
    failed: 0,
    redirected: 0,
  };
  for (const { action } of results) amounts[action] += 1;
  for (const action of ['delivered', 'delayed', 'failed'] as const) counts.count(action, amounts[action]);
  counts.count('dsn', newItems.length);
  if (amounts.delivered > 0) counts.took('total', now() - item.receivedAt, deliveryType);
  const delayed = results.find(({ action }) => action === 'delayed');
  if (delayed !== undefined) counts.deferred(delayed.reply, deliveryType);
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
