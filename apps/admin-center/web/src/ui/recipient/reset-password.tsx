import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { api, usePermission } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Action } from '../control/button.js';
import { Dialog } from '../dialog/dialog.js';
import { NewPassword } from '../field/new-password.js';
import { toasts } from '../dialog/toasts.js';
import { recipientTexts } from './recipient.text.js';

export interface ResetPasswordProps {
  /** Undefined: whoever it is does not sign in. */
  readonly login: string | undefined;
  readonly onClose: () => void;
}

/** Gives a user a new password. */
export function ResetPassword({ login, onClose }: ResetPasswordProps) {
  return login === undefined ? null : <NewPasswordOf {...{ login, onClose }} />;
}

interface PasswordActionProps {
  readonly login: string | undefined;
  readonly onPress: () => void;
}

/** Opens the dialog above. */
export function PasswordAction({ login, onPress }: PasswordActionProps) {
  const t = useTexts(recipientTexts);
  return (
    <Action
      label={t('resetPassword')}
      icon="permissions"
      iconOnly
      permission={usePermission('Set-Password')}
      isDisabled={login === undefined}
      onPress={onPress}
    />
  );
}

function NewPasswordOf({ login, onClose }: ResetPasswordProps & { readonly login: string }) {
  const t = useTexts(recipientTexts);
  const [password, setPassword] = useState<string>();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (given: string) => api.run('Set-Password', { login, password: given }),
    onSuccess() {
      toasts.show(t('passwordToast', { name: login }));
      onClose();
    },
  });
  return (
    <Dialog
      title={t('passwordTitle', { name: login })}
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
