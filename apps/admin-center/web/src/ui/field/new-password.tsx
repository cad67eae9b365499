import { useState } from 'react';

import { useTexts } from '../../text/index.js';
import { uiTexts } from '../ui.text.js';
import { TextField } from './text-field.js';

/** Typed twice; told only when both are the same. */
export function NewPassword({ onPassword }: { readonly onPassword: (password: string | undefined) => void }) {
  const t = useTexts(uiTexts);
  const [typed, setTyped] = useState({ first: '', again: '' });
  const set = (change: Partial<typeof typed>): void => {
    const next = { ...typed, ...change };
    setTyped(next);
    onPassword(next.first !== '' && next.first === next.again ? next.first : undefined);
  };
  const differ = typed.again !== '' && typed.again !== typed.first;
  return (
    <>
      <TextField
        label={t('newPassword')}
        description={t('newPasswordHint')}
        type="password"
        autoComplete="new-password"
        value={typed.first}
        onChange={(first) => set({ first })}
      />
      <TextField
        label={t('newPasswordAgain')}
        type="password"
        autoComplete="new-password"
        value={typed.again}
        onChange={(again) => set({ again })}
        error={differ ? t('passwordsDiffer') : undefined}
      />
    </>
  );
}
