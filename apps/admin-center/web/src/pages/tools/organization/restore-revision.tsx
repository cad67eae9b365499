import { useMutation, useQuery } from '@tanstack/react-query';

import { api, objectsChanged, Problem, queries, queryClient, type OutputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Confirm, Dialog, toasts } from '../../../ui/index.js';
import { organizationTexts } from './organization.text.js';

export type Revision = OutputOf<'Get-OrganizationHistory'>[number];

interface RestoreRevisionProps {
  readonly row: Revision;
  readonly onClose: () => void;
}

/** Says what would change before anything does; dangers have to be typed. */
export function RestoreRevision({ row: { revision }, onClose }: RestoreRevisionProps) {
  const t = useTexts(organizationTexts);
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
      <pre className="mono wrapped">{tried.data.changes.join('\n')}</pre>
    </Confirm>
  );
}
