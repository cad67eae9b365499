import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { api, queries, queryClient, useSession } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Button, Dialog, NewPassword, QrCode, TextField, toasts } from '../../ui/index.js';
import { ownAccountTexts } from './own-account.text.js';

interface Asking {
  readonly onClose: () => void;
}

export function MyPassword({ onClose }: Asking) {
  const t = useTexts(ownAccountTexts);
  const [currentPassword, setCurrent] = useState('');
  const [password, setPassword] = useState<string>();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (given: string) => api.run('Set-MyPassword', { currentPassword, password: given }),
    // The session has ended with it.
    onSuccess: () => location.assign('/sign-in'),
  });
  return (
    <Dialog
      title={t('passwordTitle')}
      onClose={onClose}
      error={error}
      submit={{
        label: t('change'),
        onSubmit: () => password !== undefined && mutate(password),
        isDisabled: password === undefined || currentPassword === '',
        isPending,
      }}
    >
      <p className="dim">{t('changeHint')}</p>
      <TextField
        label={t('current')}
        type="password"
        autoComplete="current-password"
        value={currentPassword}
        onChange={setCurrent}
        autoFocus
      />
      <NewPassword onPassword={setPassword} />
    </Dialog>
  );
}

export function MySecondFactor({ onClose }: Asking) {
  const { secondFactor } = useSession();
  // What it was when the dialog opened: setting it up changes the session.
  const [wasOn] = useState(secondFactor);
  return wasOn ? <TurnOff onClose={onClose} /> : <SetUp onClose={onClose} />;
}

const sessionChanged = (): Promise<void> => queryClient.invalidateQueries(queries.session());

function TurnOff({ onClose }: Asking) {
  const t = useTexts(ownAccountTexts);
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => api.run('Disable-MySecondFactor', { code }),
    async onSuccess() {
      await sessionChanged();
      toasts.show(t('offToast'));
      onClose();
    },
  });
  return (
    <Dialog
      title={t('factorTitle')}
      onClose={onClose}
      error={error}
      submit={{
        label: t('turnOff'),
        onSubmit: () => mutate(),
        isDanger: true,
        isDisabled: code === '',
        isPending,
      }}
    >
      <p>{t('factorOn')}</p>
      <TextField
        label={t('codeOrRecovery')}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        autoFocus
      />
    </Dialog>
  );
}

/** A key for the app, a code of it as proof, then the recovery codes. */
function SetUp({ onClose }: Asking) {
  const t = useTexts(ownAccountTexts);
  const [code, setCode] = useState('');
  const begin = useMutation({ mutationFn: () => api.run('Enable-MySecondFactor', {}) });
  const confirm = useMutation({
    mutationFn: () => api.run('Confirm-MySecondFactor', { code: code.trim() }),
    onSuccess: sessionChanged,
  });
  const codes = confirm.data?.recoveryCodes;
  if (codes !== undefined) return <RecoveryCodes codes={codes} onClose={onClose} />;
  if (begin.data === undefined) {
    const submit = { label: t('begin'), onSubmit: () => begin.mutate(), isPending: begin.isPending };
    return (
      <Dialog title={t('factorTitle')} onClose={onClose} error={begin.error} submit={submit}>
        <p>{t('factorOff')}</p>
      </Dialog>
    );
  }
  const { key, uri } = begin.data;
  return (
    <Dialog
      title={t('factorTitle')}
      onClose={onClose}
      error={confirm.error}
      submit={{
        label: t('confirm'),
        onSubmit: () => confirm.mutate(),
        isDisabled: code.trim() === '',
        isPending: confirm.isPending,
      }}
    >
      <QrCode text={uri} label={t('qr')} />
      <TextField
        label={t('key')}
        description={t('keyHint')}
        value={key}
        onChange={() => undefined}
        isReadOnly
      />
      <a href={uri}>{t('open')}</a>
      <TextField label={t('code')} autoComplete="one-time-code" value={code} onChange={setCode} autoFocus />
    </Dialog>
  );
}

function RecoveryCodes({ codes, onClose }: Asking & { readonly codes: readonly string[] }) {
  const t = useTexts(ownAccountTexts);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'));
    toasts.show(t('copied'));
  };
  return (
    <Dialog title={t('recoveryTitle')} onClose={onClose}>
      <p>{t('recoveryText')}</p>
      <ul className="mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <Button icon="copy" onPress={() => void copy()}>
          {t('copy')}
        </Button>
      </div>
    </Dialog>
  );
}
