import type { KeptMessage, LoadedCopy } from '@mailyard/queue';

import type { DeliverySettlement } from '../lane/settlement/delivery-settlement.js';

/** What the Safety Net keeps of an attempt; none: nobody has got it. */
export function keptDelivery(
  message: LoadedCopy,
  { results }: Pick<DeliverySettlement, 'results'>,
  at: Pick<KeptMessage, 'nextHop' | 'deliveredAt'>,
): readonly KeptMessage[] {
  const { copy, content } = message;
  const { id, header, ...item } = message.item;
  const recipients = copy.recipients.filter((_, index) => results[index]?.action === 'delivered');
  if (recipients.length === 0) return [];
  const { number, attempts: attempt } = copy;
  const about = { ...item, envelope: { ...item.envelope, recipients: [] } };
  const inRedis = item.content.store === 'redis' ? { content: content ?? [] } : {};
  return [{ ...at, id, copy: number, attempt, item: about, recipients, header, ...inRedis }];
}
