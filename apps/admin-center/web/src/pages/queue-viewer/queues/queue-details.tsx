import { useFormat, useTexts, type Format } from '../../../text/index.js';
import { Details, Facts, Section, StateBadge } from '../../../ui/index.js';
import { perMinute, signed } from './columns.js';
import { stateOf, type Queue, type QueueT } from './queue.js';
import { queueTexts } from './queues.text.js';

/** What a queue does now, and why. */
export function QueueDetails({
  rows,
  onClose,
}: {
  readonly rows: readonly Queue[];
  readonly onClose: () => void;
}) {
  const t = useTexts(queueTexts);
  const format = useFormat();
  const [row] = rows;
  if (row === undefined) return null;
  if (rows.length > 1) {
    const messages = rows.reduce((sum, { messageCount }) => sum + messageCount, 0);
    return (
      <Details title={t('severalSelected', { count: rows.length })} onClose={onClose}>
        <p>{t('inThem', { count: messages })}</p>
        <ul>
          {rows.slice(0, 20).map(({ name, identity }) => (
            <li key={name}>{identity}</li>
          ))}
        </ul>
      </Details>
    );
  }
  return (
    <Details title={row.nextHopDomain} onClose={onClose}>
      <StateBadge state={stateOf(row)}>{row.status}</StateBadge>
      <p>{sentenceOf(row, t, format)}</p>
      {row.lastError !== undefined && (
        <Section title={t('lastError')}>
          <p className="mono reply">{row.lastError}</p>
        </Section>
      )}
      <DeliveryFacts row={row} />
      {row.retryCount > 0 && (
        <Section title={t('attempts')}>
          <Facts
            facts={[
              [t('nextRetry'), timeText(row.nextRetryTime, format)],
              [t('lastRetry'), timeText(row.lastRetryTime, format)],
              [t('firstRetry'), timeText(row.firstRetryTime, format)],
              [t('retryCount'), format.number(row.retryCount)],
            ]}
          />
        </Section>
      )}
      <Section title={t('rates')}>
        <Facts
          facts={[
            [t('incomingRate'), t('perMinute', { value: perMinute(row.incomingRate) })],
            [t('outgoingRate'), t('perMinute', { value: perMinute(row.outgoingRate) })],
            [t('velocity'), signed(row.velocity, format)],
          ]}
        />
      </Section>
    </Details>
  );
}

function DeliveryFacts({ row }: { readonly row: Queue }) {
  const t = useTexts(queueTexts);
  const format = useFormat();
  const { messageCountsPerPriority: counts } = row;
  return (
    <Section title={t('delivery')}>
      <Facts
        facts={[
          [t('messageCount'), format.number(row.messageCount)],
          [
            t('priorities'),
            [counts.High, counts.Normal, counts.Low].map((count) => format.number(count)).join(' · '),
          ],
          [t('deferred'), row.delayedCount === 0 ? undefined : format.number(row.delayedCount)],
          [t('suspendedCount'), row.suspendedCount === 0 ? undefined : format.number(row.suspendedCount)],
          [t('oldest'), timeText(row.oldestMessageTime, format)],
          [t('deliveryType'), row.deliveryType],
          [t('connector'), row.connector === '' ? undefined : row.connector],
          [t('tlsDomain'), row.tlsDomain],
          [
            t('identity'),
            <span key="identity" className="mono">
              {row.identity}
            </span>,
          ],
        ]}
      />
    </Section>
  );
}

function timeText(at: number | undefined, format: Format): string | undefined {
  return at === undefined ? undefined : `${format.relative(at)}, ${format.time(at)}`;
}

/** In one sentence what it does. */
function sentenceOf(queue: Queue, t: QueueT, format: Format): string {
  const { status, waitReason, nextRetryTime } = queue;
  const own = ownSentence(queue, t);
  if (own !== undefined) return own;
  if (status === 'Suspended') return t('sentenceSuspended');
  if (waitReason !== undefined) return t('sentenceWaiting', { reason: waitReason });
  if (status === 'Retry') return t('sentenceRetry', { when: format.relative(nextRetryTime ?? Date.now()) });
  return status === 'Ready' ? t('sentenceReady') : t('sentenceActive');
}

/** Of the queues that are not for a next hop. */
function ownSentence({ name, status, messageCount }: Queue, t: QueueT): string | undefined {
  if (name === 'Poison') return messageCount > 0 ? t('sentencePoison') : t('isEmpty');
  if (status === 'Suspended') return undefined;
  if (name === 'Submission') return t('sentenceSubmission');
  return name === 'Unreachable' && messageCount > 0 ? t('sentenceUnreachable') : undefined;
}
