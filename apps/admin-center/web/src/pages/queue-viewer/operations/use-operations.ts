import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queryClient, useLiveRows, usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { toasts, type BulkView } from '../../../ui/index.js';
import { operationTexts } from './operations.text.js';

/** What was ordered about many messages, live; previews that nobody has confirmed are nothing yet. */
export function useOperations() {
  const query = useLiveRows<BulkView>({
    topic: 'operations',
    read: (signal) => api.run('Get-MessageOperation', {}, signal),
    keyOf: ({ id }) => id,
  });
  const { data } = query;
  return { ...query, data: useMemo(() => data?.filter(({ state }) => state !== 'Preview'), [data]) };
}

/** Ends operations: what is held is let go of, what is done stays done. */
export function useEnds() {
  const t = useTexts(operationTexts);
  const told = (error: Error): void => toasts.show(t('failed', { reason: error.message }), 'bad');
  const changed = () => queryClient.invalidateQueries({ queryKey: ['live', 'operations'] });
  const undo = useMutation({
    mutationFn: (id: string) => api.run('Undo-MessageOperation', { operation: id }),
    onSuccess: ({ id }) => toasts.show(t('undone', { id })),
    onError: told,
    onSettled: changed,
  });
  const stop = useMutation({
    mutationFn: (id: string) => api.run('Stop-MessageOperation', { operation: id }),
    onSuccess: ({ id }) => toasts.show(t('stopped', { id })),
    onError: told,
    onSettled: changed,
  });
  return {
    undo: undo.mutate,
    stop: stop.mutate,
    undoPermission: usePermission('Undo-MessageOperation'),
    stopPermission: usePermission('Stop-MessageOperation'),
  };
}
