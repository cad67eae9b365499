import { useState } from 'react';

import { queries, queryClient, useSessionEnd } from '../../api/index.js';
import { useFormat, useTexts } from '../../text/index.js';
import { Dialog } from '../../ui/index.js';
import { appTexts } from '../app.text.js';

/** Two minutes before the session ends (WCAG 2.2.1): it is put off, or begun anew with what was typed still there. */
export function SessionEndDialog() {
  const t = useTexts(appTexts);
  const format = useFormat();
  const end = useSessionEnd();
  const [seen, setSeen] = useState<number>();
  if (end === undefined || end.at === seen) return null;
  const time = format.time(end.at);
  const submit = end.canBePutOff
    ? { label: t('staySignedIn'), onSubmit: () => void queryClient.refetchQueries(queries.session()) }
    : { label: t('signInAgain'), onSubmit: signInAgain };
  return (
    <Dialog title={t('sessionEnds')} onClose={() => setSeen(end.at)} submit={submit}>
      <p>{t(end.canBePutOff ? 'sessionIdle' : 'sessionOver', { time })}</p>
    </Dialog>
  );
}

/** And back to where one was. */
export function signInAgain(): void {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}
