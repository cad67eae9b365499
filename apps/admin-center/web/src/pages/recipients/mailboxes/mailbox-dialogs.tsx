import { useMutation } from '@tanstack/react-query';

import { api, objectsChanged, Problem } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Confirm, toasts } from '../../../ui/index.js';
import { displayName, type Mailbox } from './columns.js';
import { mailboxesTexts } from './mailboxes.text.js';

export function RemoveMailboxes({
  rows,
  onClose,
}: {
  readonly rows: readonly Mailbox[];
  readonly onClose: () => void;
}) {
  const t = useTexts(mailboxesTexts);
  const { mutate, error, isPending } = useMutation({
    async mutationFn(force: boolean) {
      // One after the other: the first that is refused ends it, and says why.
      for (const { Identity } of rows) await api.mailboxes.remove(Identity, { force });
    },
    onSettled: objectsChanged,
    onSuccess() {
      toasts.show(t('removedToast', { count: rows.length }));
      onClose();
    },
  });
  const force = error instanceof Problem && error.is('confirmation-required');
  return (
    <Confirm
      title={t('removeTitle', { count: rows.length })}
      action={t('removeAction', { count: rows.length })}
      onConfirm={() => mutate(force)}
      onClose={onClose}
      typed={force ? rows[0]?.Name : undefined}
      error={error}
      isPending={isPending}
    >
      <ul>
        {rows.map((row) => (
          <li key={row.Guid}>{displayName(row)}</li>
        ))}
      </ul>
      <p className="dim">{t('removeText')}</p>
    </Confirm>
  );
}
