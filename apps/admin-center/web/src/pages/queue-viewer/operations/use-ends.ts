import { useMutation } from '@tanstack/react-query';

import { api, queryClient, usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { toasts } from '../../../ui/index.js';
import { operationTexts } from './operations.text.js';

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
