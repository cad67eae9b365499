import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { queries, usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Button, ProtocolLines } from '../../../ui/index.js';
import { messageViewTexts } from './message-view.text.js';

/** What was said in a session, where its connector logs. */
export function Dialogue({ session }: { readonly session: string }) {
  const t = useTexts(messageViewTexts);
  const [isWanted, setIsWanted] = useState(false);
  const { allowed } = usePermission('Get-ProtocolLog');
  const { data, error, isLoading } = useQuery({
    ...queries.run('Get-ProtocolLog', { session }),
    enabled: isWanted,
  });
  if (!allowed) return null;
  if (!isWanted) {
    return (
      <p>
        <Button onPress={() => setIsWanted(true)}>{t('readDialogue')}</Button>
      </p>
    );
  }
  if (isLoading) return <p role="status">{t('loading')}</p>;
  if (error !== null) return <p role="alert">{error.message}</p>;
  if (data === undefined || data.length === 0) return <p className="dim">{t('noDialogue')}</p>;
  return <ProtocolLines lines={data} label={`${t('dialogue')} ${session}`} />;
}
