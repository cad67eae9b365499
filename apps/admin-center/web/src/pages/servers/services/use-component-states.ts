import { useMutation } from '@tanstack/react-query';

import { api, queryClient, usePermission, type Permission, type Service } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { toasts } from '../../../ui/index.js';
import { componentOf, nameOf } from './processes.js';
import { servicesTexts } from './services.text.js';

export interface ComponentStates {
  readonly permission: Permission;
  readonly set: (processes: readonly Service[], state: 'Active' | 'Draining') => void;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly forget: () => void;
}

/** Takes single processes out of service, and brings them back. `onDone`: the dialog that ordered it closes. */
export function useComponentStates(onDone: () => void): ComponentStates {
  const t = useTexts(servicesTexts);
  const { mutate, error, isPending, reset } = useMutation({
    async mutationFn({ processes, state }: { processes: readonly Service[]; state: 'Active' | 'Draining' }) {
      for (const process of processes) {
        const component = componentOf(process);
        if (component === undefined) continue;
        const { id: instance, server } = process;
        const asked = { component, server, instance, state, requester: 'Maintenance' } as const;
        const now = await api.run('Set-ServerComponentState', asked);
        const words = { process: nameOf(process), state: t(now.state), keptBy: now.keptBy.join(', ') };
        toasts.show(now.state === state ? t('stateToast', words) : t('keptToast', words));
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['operation', 'Get-ServerComponentState'] }),
    onSuccess: onDone,
  });
  return {
    permission: usePermission('Set-ServerComponentState'),
    set: (processes, state) =>
      // Only taking out is asked about in a dialog, which shows what went wrong.
      mutate(
        { processes, state },
        state === 'Active' ? { onError: ({ message }) => toasts.show(message, 'bad') } : {},
      ),
    error,
    isPending,
    forget: reset,
  };
}
