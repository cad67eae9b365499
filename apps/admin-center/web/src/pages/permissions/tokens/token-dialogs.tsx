import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { api, queryClient } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Button, Check, Confirm, Dialog, Note, TextField, toasts } from '../../../ui/index.js';
import type { Token } from './columns.js';
import { tokensTexts } from './tokens.text.js';

const readAgain = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['operation', 'Get-ApiToken'] });
const daysPreset = 90;

/** Its value is shown once, and then nowhere. */
export function NewToken({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(tokensTexts);
  const [description, setDescription] = useState('');
  const [days, setDays] = useState(String(daysPreset));
  const [readOnly, setReadOnly] = useState(true);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => api.run('New-ApiToken', { description, readOnly, days: Number(days) }),
    onSuccess: readAgain,
  });
  if (data !== undefined) return <MadeToken value={data.value} onClose={onClose} />;
  return (
    <Dialog
      title={t('newTitle')}
      onClose={onClose}
      error={error}
      submit={{
        label: t('make'),
        onSubmit: () => mutate(),
        isDisabled: description.trim() === '',
        isPending,
      }}
    >
      <TextField label={t('description')} value={description} onChange={setDescription} autoFocus />
      <TextField label={t('days')} type="number" value={days} onChange={setDays} />
      <Check label={t('readOnlyCheck')} isSelected={readOnly} onChange={setReadOnly} />
    </Dialog>
  );
}

function MadeToken({ value, onClose }: { readonly value: string; readonly onClose: () => void }) {
  const t = useTexts(tokensTexts);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    toasts.show(t('copied'));
  };
  return (
    <Dialog title={t('madeTitle')} onClose={onClose}>
      <Note>{t('madeText')}</Note>
      <TextField label={t('value')} value={value} onChange={() => undefined} isReadOnly />
      <div>
        <Button icon="copy" onPress={() => void copy()}>
          {t('copy')}
        </Button>
      </div>
    </Dialog>
  );
}

interface RevokeTokensProps {
  readonly rows: readonly Token[];
  readonly onClose: () => void;
}

export function RevokeTokens({ rows, onClose }: RevokeTokensProps) {
  const t = useTexts(tokensTexts);
  const { mutate, error, isPending } = useMutation({
    async mutationFn() {
      for (const { id } of rows) await api.run('Remove-ApiToken', { token: id });
    },
    onSettled: readAgain,
    onSuccess() {
      toasts.show(t('revokedToast', { count: rows.length }));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('revokeTitle', { count: rows.length })}
      action={t('revoke')}
      onConfirm={() => mutate()}
      onClose={onClose}
      error={error}
      isPending={isPending}
    >
      <ul>
        {rows.map(({ id, description }) => (
          <li key={id}>{description}</li>
        ))}
      </ul>
      <p className="dim">{t('revokeText')}</p>
    </Confirm>
  );
}
