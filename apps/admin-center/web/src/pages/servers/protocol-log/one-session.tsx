import { useQuery } from '@tanstack/react-query';

import { queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Button } from '../../../ui/index.js';
import { protocolLogTexts } from './protocol-log.text.js';
import { SessionRow } from './session-row.js';
import { sessionsOf } from './sessions.js';

/** A session by its id, as replies and logs have it: also one that is over. */
export function OneSession({
  session: id,
  onBack,
}: {
  readonly session: string;
  readonly onBack: () => void;
}) {
  const t = useTexts(protocolLogTexts);
  const { data, error } = useQuery(queries.run('Get-ProtocolLog', { session: id.toUpperCase() }));
  const [session] = sessionsOf(data ?? []);
  return (
    <div className="protocol-log">
      <div className="toolbar">
        <Button icon="back" onPress={onBack}>
          {t('back')}
        </Button>
      </div>
      {error !== null && (
        <p className="state" role="alert">
          {error.message}
        </p>
      )}
      {data !== undefined && session === undefined && (
        <p className="state">{t('noSession', { session: id })}</p>
      )}
      {session !== undefined && (
        <ul className="sessions" aria-label={t('sessionTitle', { session: id })}>
          <SessionRow session={session} isOpenAtFirst />
        </ul>
      )}
    </div>
  );
}
