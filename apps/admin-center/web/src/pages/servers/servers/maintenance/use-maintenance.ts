import { useMutation, useQuery } from '@tanstack/react-query';

import { api, queries, queryClient, usePermission, type Permission } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import { toasts } from '../../../../ui/index.js';
import { maintenanceTexts } from './maintenance.text.js';
import type { ComponentOrder, ComponentView } from './scope.js';

export interface Maintenance {
  readonly permission: Permission;
  /** Undefined: not known yet. */
  readonly views: readonly ComponentView[] | undefined;
  readonly order: (orders: readonly ComponentOrder[], onDone?: () => void) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
}

const readMs = 1_000;

/** Component states of a server as they are, and orders about them. */
export function useMaintenance(server: string): Maintenance {
  const t = useTexts(maintenanceTexts);
  const states = queries.run('Get-ServerComponentState', { server });
  const { data: views, error: unread } = useQuery({ ...states, refetchInterval: readMs });
  const { mutate, isPending, error } = useMutation({
    async mutationFn(orders: readonly ComponentOrder[]) {
      for (const order of orders) {
        const now = await api.run('Set-ServerComponentState', { ...order, server });
        const words = {
          server,
          component: order.component,
          state: t(now.state),
          keptBy: now.keptBy.join(', '),
        };
        toasts.show(now.state === order.state ? t('done', words) : t('kept', words));
      }
    },
    onSettled: () => queryClient.invalidateQueries(states),
  });
  return {
    permission: usePermission('Set-ServerComponentState'),
    views,
    order: (orders, onDone) => mutate(orders, onDone && { onSuccess: onDone }),
    isPending,
    error: error ?? unread,
  };
}
