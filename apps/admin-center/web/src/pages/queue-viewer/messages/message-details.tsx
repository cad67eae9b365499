import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { queries } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Details, Facts, Note, Section, shown, StateBadge } from '../../../ui/index.js';
import { stateOf, type Message } from './message.js';
import { messageTexts } from './messages.text.js';

export interface MessageDetailsProps {
  readonly rows: readonly Message[];
  /** So many are selected; not all of them need be here. */
  readonly count: number;
  readonly isEverything: boolean;
  readonly onClose: () => void;
}

/** What is known of the message that is selected. */
export function MessageDetails({ rows, count, isEverything, onClose }: MessageDetailsProps) {
  const t = useTexts(messageTexts);
  const [row] = rows;
  if (isEverything || count !== 1 || row === undefined) {
    return (
      <Details title={t('severalSelected', { count })} onClose={onClose}>
        {isEverything && <p>{t('everything', { count })}</p>}
        <p className="dim">{t('heldNow')}</p>
      </Details>
    );
  }
  return <OneMessage row={row} onClose={onClose} />;
}

function OneMessage({ row, onClose }: { readonly row: Message; readonly onClose: () => void }) {
  const t = useTexts(messageTexts);
  const format = useFormat();
  const { internalId, subject, nextRetryTime, attempts, lastError } = row;
  return (
    <Details title={shown(subject) || internalId} onClose={onClose}>
      <StateBadge state={stateOf(row)}>{row.status}</StateBadge>
      {row.gone && <Note>{t('goneNow')}</Note>}
      <p>
        {t('waitsSince', { when: format.relative(row.receivedAt) })}{' '}
        {nextRetryTime !== undefined &&
          t('nextTry', { when: format.relative(nextRetryTime), attempt: attempts + 1 })}
      </p>
      {lastError !== undefined && (
        <Section title={t('lastError')}>
          <p className="mono reply">{lastError}</p>
        </Section>
      )}
      <QueueError name={row.queue} />
      <p>
        <Link to={`/queue-viewer/messages/${internalId}` as never}>{t('whereBeen')}</Link>
      </p>
      <MessageFacts row={row} />
    </Details>
  );
}

/** In a queue that waits the reason is that of the queue. */
function QueueError({ name }: { readonly name: string }) {
  const t = useTexts(messageTexts);
  const { data } = useQuery(queries.run('Get-Queue', {}));
  const queue = data?.rows.find((each) => each.name === name);
  if (queue?.lastError === undefined) return null;
  return (
    <Section title={t('queueError')}>
      <p className="mono reply">{queue.lastError}</p>
    </Section>
  );
}

const recipientsShown = 10;

function MessageFacts({ row }: { readonly row: Message }) {
  const t = useTexts(messageTexts);
  const format = useFormat();
  const more = row.recipientCount - recipientsShown;
  return (
    <Section title={t('facts')}>
      <Facts
        facts={[
          [t('from'), row.from],
          [
            t('recipients'),
            <span key="recipients">
              {row.recipients.slice(0, recipientsShown).join(', ')}
              {more > 0 && ` ${t('moreRecipients', { count: more })}`}
            </span>,
          ],
          [t('size'), format.size(row.sizeBytes)],
          [t('received'), row.receivedAt === 0 ? undefined : format.dateTime(row.receivedAt)],
          [t('expires'), row.expirationTime === undefined ? undefined : format.dateTime(row.expirationTime)],
          [
            t('queue'),
            <span key="queue" className="mono">
              {row.queue}
            </span>,
          ],
          [t('source'), row.source],
          [t('sourceIp'), row.client],
          [t('priority'), row.priority],
          [t('scl'), row.scl],
          [
            t('internalId'),
            <span key="id" className="mono">
              {row.internalId}
            </span>,
          ],
          [
            t('messageId'),
            <span key="msgid" className="mono">
              {row.messageId}
            </span>,
          ],
          [t('heldBy'), row.heldBy],
        ]}
      />
    </Section>
  );
}
