import { useMutation } from '@tanstack/react-query';

import { useTexts } from '../../text/index.js';
import { toasts } from '../dialog/toasts.js';
import {
  confirmOperation,
  inverseOf,
  prepareOperation,
  type Chosen,
  type MessageOrder,
} from './bulk-orders.js';
import { bulkTexts } from './bulk.text.js';

type Order = Exclude<MessageOrder['kind'], 'Remove' | 'Redirect'>;

export interface OrderAtOnce {
  readonly chosen: Chosen;
  readonly kind: Order;
}

/** Orders about messages that run at once: their inverse is one click. */
export function useMessageOrders(onDone: () => void = () => undefined) {
  const t = useTexts(bulkTexts);
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ chosen, kind }: OrderAtOnce) => {
      const prepared = await prepareOperation(chosen, { kind });
      if (prepared.total > 0) await confirmOperation(prepared);
      return prepared;
    },
    onSuccess: ({ total }, { chosen, kind }) => {
      if (total === 0) toasts.show(t('nothing'), 'bad');
      else toasts.show(t('done', { kind, count: total }), 'good', back(chosen, kind));
      onDone();
    },
    onError: (error) => toasts.show(t('failed', { reason: error.message }), 'bad'),
  });
  const back = (chosen: Chosen, kind: Order) => {
    const inverse = inverseOf({ kind });
    if (inverse === undefined) return undefined;
    const label = inverse === 'Resume' ? t('resume') : t('suspend');
    return { label, onPress: () => mutate({ chosen, kind: inverse }) };
  };
  return { order: mutate, isPending };
}
