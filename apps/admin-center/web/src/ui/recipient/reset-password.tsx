import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Dialog } from '../dialog/dialog.js';
import { NewPassword } from '../field/new-password.js';
import { toasts } from '../dialog/toasts.js';
import { recipientTexts } from './recipient.text.js';

export interface ResetPasswordProps {
  readonly login: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Gives a user a new password. */
export function ResetPassword({ login, name, onClose }: ResetPasswordProps) {
  const t = useTexts(recipientTexts);
  const [password, setPassword] = useState<string>();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (given: string) => api.run('Set-Password', { login, password: given }),
    onSuccess() {
      toasts.show(t('passwordToast', { name }));
      onClose();
    },
  });
  return (
    <Dialog
      title={t('passwordTitle', { name })}
      onClose={onClose}
      error={error}
      submit={{
        label: t('resetPassword'),
        onSubmit: () => password !== undefined && mutate(password),
        isDisabled: password === undefined,
        isPending,
      }}
    >
      <NewPassword onPassword={setPassword} />
    </Dialog>
  );
}
