import { useMutation } from '@tanstack/react-query';

import { api, objectsChanged, usePermission, type Permission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { toasts } from '../../../ui/index.js';
import type { ReceiveConnector } from './receive-connectors-page.js';
import { receiveConnectorTexts } from './receive-connectors.text.js';

export interface ConnectorChanges {
  readonly permissions: { readonly add: Permission; readonly set: Permission; readonly remove: Permission };
  readonly enable: (row: ReceiveConnector) => void;
  /** `force`: the danger that was told is meant. */
  readonly disable: (row: ReceiveConnector, force: boolean) => void;
  readonly remove: (rows: readonly ReceiveConnector[], force: boolean) => void;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly forget: () => void;
}

/** `onDone`: the dialog that ordered it closes. */
export function useConnectorChanges(onDone: () => void): ConnectorChanges {
  const t = useTexts(receiveConnectorTexts);
  const set = useMutation({
    mutationFn: ({ row, Enabled, force }: { row: ReceiveConnector; Enabled: boolean; force: boolean }) =>
      api.receiveConnectors.set(row.Identity, { Enabled }, { force }),
    async onSuccess(_, { row, Enabled }) {
      await objectsChanged();
      toasts.show(t(Enabled ? 'enabledToast' : 'disabledToast', { name: row.Name }));
      onDone();
    },
  });
  const remove = useMutation({
    async mutationFn({ rows, force }: { rows: readonly ReceiveConnector[]; force: boolean }) {
      // One after the other: the first that is refused ends it, and says why.
      for (const { Identity } of rows) await api.receiveConnectors.remove(Identity, { force });
    },
    onSettled: objectsChanged,
    onSuccess(_, { rows }) {
      toasts.show(t('removedToast', { count: rows.length }));
      onDone();
    },
  });
  return {
    permissions: {
      add: usePermission('New-ReceiveConnector'),
      set: usePermission('Set-ReceiveConnector'),
      remove: usePermission('Remove-ReceiveConnector'),
    },
    enable: (row) =>
      set.mutate(
        { row, Enabled: true, force: false },
        { onError: ({ message }) => toasts.show(message, 'bad') },
      ),
    disable: (row, force) => set.mutate({ row, Enabled: false, force }),
    remove: (rows, force) => remove.mutate({ rows, force }),
    error: set.error ?? remove.error,
    isPending: set.isPending || remove.isPending,
    forget() {
      set.reset();
      remove.reset();
    },
  };
}
