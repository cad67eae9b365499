import { useMutation } from '@tanstack/react-query';

import { api, usePermission, type Permission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { toasts } from '../../../ui/index.js';
import { canBe, type Queue, type QueueOrder } from './queue.js';
import { queueTexts } from './queues.text.js';
import { queuesChanged } from './use-queues.js';

const operations = {
  retry: (queue: string) => api.run('Retry-Queue', { queue }),
  resubmit: (queue: string) => api.run('Retry-Queue', { queue, resubmit: true }),
  suspend: (queue: string) => api.run('Suspend-Queue', { queue }),
  resume: (queue: string) => api.run('Resume-Queue', { queue }),
} as const;
const doneTexts = {
  retry: 'retried',
  resubmit: 'resubmitted',
  suspend: 'suspended',
  resume: 'resumed',
} as const;

export interface QueueOrders {
  readonly give: (order: QueueOrder, queues: readonly Queue[]) => void;
  readonly permission: Permission;
  readonly removal: Permission;
}

/** Orders about whole queues; those of the selected that cannot be told so are left alone. */
export function useQueueOrders(): QueueOrders {
  const t = useTexts(queueTexts);
  const permission = usePermission('Suspend-Queue');
  const removal = usePermission('New-MessageOperation');
  const { mutate } = useMutation({
    mutationFn: async ({
      order,
      queues,
    }: {
      readonly order: QueueOrder;
      readonly queues: readonly Queue[];
    }) => {
      let count = 0;
      for (const queue of queues.filter((each) => canBe(order, each, t))) {
        count += (await operations[order](queue.name)).length;
      }
      return count;
    },
    onSuccess: (count, { order }) =>
      toasts.show(t(doneTexts[order], { count }), count === 0 ? 'bad' : 'good'),
    onError: (error) => toasts.show(t('failed', { reason: error.message }), 'bad'),
    onSettled: () => queuesChanged(),
  });
  return { give: (order, queues) => mutate({ order, queues }), permission, removal };
}
