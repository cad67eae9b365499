import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { api, queryClient } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Dialog, OrderCommand, TextField, toasts } from '../../../ui/index.js';
import type { RelayClient } from './columns.js';
import { relayClientTexts } from './relay-clients.text.js';

interface SetOwnerProps {
  readonly rows: readonly RelayClient[];
  readonly onClose: () => void;
}

/** Who answers for these clients. */
export function SetOwner({ rows, onClose }: SetOwnerProps) {
  const t = useTexts(relayClientTexts);
  const [owner, setOwner] = useState(rows[0]?.owner ?? '');
  const said = owner.trim() === '' ? null : owner.trim();
  const count = rows.length;
  const save = useMutation({
    mutationFn: () =>
      Promise.all(rows.map(({ client }) => api.run('Set-RelayClient', { client, owner: said }))),
    async onSuccess() {
      await queryClient.invalidateQueries({ queryKey: ['operation', 'Get-RelayClient'] });
      toasts.show(t('ownerToast', { count }));
      onClose();
    },
  });
  const name = rows[0]?.client ?? '';
  return (
    <Dialog
      title={t('ownerTitle', { count, name })}
      onClose={onClose}
      error={save.error}
      extra={<OrderCommand operation="Set-RelayClient" input={{ client: name, owner: said }} />}
      submit={{ label: t('save'), onSubmit: () => save.mutate(), isPending: save.isPending }}
    >
      <TextField
        label={t('ownerField')}
        description={t('ownerHelp')}
        value={owner}
        onChange={setOwner}
        autoFocus
      />
    </Dialog>
  );
}
