import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api, objectsChanged, queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Dialog, OrderCommand, Select, type ObjectDialogProps, type ObjectRow } from '../../../ui/index.js';
import { mailboxesTexts } from './mailboxes.text.js';

/** Gives somebody a mailbox here who had theirs elsewhere. */
export function EnableMailbox({ onClose, onSaved }: ObjectDialogProps) {
  const t = useTexts(mailboxesTexts);
  const { data: users } = useQuery(queries.list('MailUsers', api.mailUsers));
  const { data: databases } = useQuery(queries.list('MailboxDatabases', api.mailboxDatabases));
  const [user, setUser] = useState('');
  const [database, setDatabase] = useState('');
  const order = { identity: user, ...(database !== '' && { Database: database }) };
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => api.run('Enable-Mailbox', order),
    async onSuccess({ object }) {
      await objectsChanged();
      onSaved(object as unknown as ObjectRow);
    },
  });
  return (
    <Dialog
      title={t('enableTitle')}
      onClose={onClose}
      error={error}
      extra={<OrderCommand operation="Enable-Mailbox" input={user === '' ? undefined : order} />}
      submit={{
        label: t('enable'),
        onSubmit: () => mutate(),
        isDisabled: user === '',
        isPending,
      }}
    >
      <p className="dim">{users?.total === 0 ? t('noMailUsers') : t('enableText')}</p>
      <Select
        label={t('mailUser')}
        value={user}
        onChange={setUser}
        options={[
          { value: '', label: '–' },
          ...(users?.rows ?? []).map(({ Guid, Name, ExternalEmailAddress }) => ({
            value: Guid,
            label: `${Name} (${ExternalEmailAddress})`,
          })),
        ]}
      />
      <Select
        label={t('Database')}
        value={database}
        onChange={setDatabase}
        options={[
          { value: '', label: '–' },
          ...(databases?.rows ?? []).map(({ Name }) => ({ value: Name, label: Name })),
        ]}
      />
    </Dialog>
  );
}
