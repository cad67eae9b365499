import { useMutation, useQuery } from '@tanstack/react-query';

import { api, objectsChanged, Problem, queries, queryClient } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Changes } from '../shown/changes.js';
import { Confirm, Dialog } from '../dialog/dialog.js';
import { toasts } from '../dialog/toasts.js';
import { revisionTexts } from './revision.text.js';

interface RestoreRevisionProps {
  readonly revision: number;
  readonly onClose: () => void;
  readonly onRestored?: () => void;
}

/** Says what would change before anything does; dangers have to be typed. */
export function RestoreRevision({ revision, onClose, onRestored }: RestoreRevisionProps) {
  const t = useTexts(revisionTexts);
  const tried = useQuery({
    ...queries.run('Restore-OrganizationRevision', { revision, validateOnly: true, force: true }),
    staleTime: 0,
  });
  const { mutate, error, isPending } = useMutation({
    mutationFn: (force: boolean) => api.run('Restore-OrganizationRevision', { revision, force }),
    async onSuccess({ revision: now }) {
      await objectsChanged();
      await queryClient.invalidateQueries({ queryKey: ['operation', 'Get-OrganizationHistory'] });
      toasts.show(t('restoredToast', { revision, now }));
      onRestored?.();
      onClose();
    },
  });
  const title = t('restoreTitle', { revision });
  if (tried.data === undefined || tried.data.changes.length === 0) {
    return (
      <Dialog title={title} onClose={onClose} error={tried.error}>
        {tried.data !== undefined && <p>{t('restoreNothing')}</p>}
      </Dialog>
    );
  }
  const force = error instanceof Problem && error.is('confirmation-required');
  return (
    <Confirm
      title={title}
      action={t('restore')}
      onConfirm={() => mutate(force)}
      onClose={onClose}
      typed={force ? String(revision) : undefined}
      error={error}
      isPending={isPending}
    >
      <p>{t('restoreText')}</p>
      <Changes lines={tried.data.changes} />
    </Confirm>
  );
}
