import { useTexts } from '../../text/index.js';
import type { MessageOrder } from './bulk-orders.js';
import { bulkTexts } from './bulk.text.js';

/** An order in words that name effect and number: "Remove 4,163 messages without notifying senders". */
export function useOrderText(): (order: MessageOrder, count: number) => string {
  const t = useTexts(bulkTexts);
  return (order, count) => {
    if (order.kind !== 'Remove') return t('orderAction', { kind: order.kind, count });
    return order.withNDR === false ? t('removeWithout', { count }) : t('removeWith', { count });
  };
}
