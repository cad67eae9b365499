import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { queries, usePermission } from '../../../api/index.js';
import { useFormat, useTexts, type Format } from '../../../text/index.js';
import { Facts, Note, RouteAnswer, Section, Select, shown, wrongTexts } from '../../../ui/index.js';
import { messageViewTexts } from './message-view.text.js';
import type { Copy, KnownMessage, Queue } from './use-message.js';
import { waitingCause } from './waiting-cause.js';

/** Of very many, the first. */
const recipientsMax = 100;

/** Why it waits, and why it goes the way that it goes: of each recipient. */
export function Explained({ known }: { readonly known: KnownMessage }) {
  const t = useTexts(messageViewTexts);
  const recipients = recipientsOf(known);
  const [chosen, setChosen] = useState('');
  const recipient = recipients.includes(chosen) ? chosen : recipients[0];
  if (recipient === undefined) return <p className="dim">{t('nobodyToExplain')}</p>;
  const copy = known.copies.find(({ recipients: served }) => served.includes(recipient));
  return (
    <>
      {recipients.length > 1 && (
        <Select
          label={t('recipient')}
          value={recipient}
          options={recipients.map((value) => ({ value, label: value }))}
          onChange={setChosen}
        />
      )}
      {copy !== undefined && (
        <Waiting copy={copy} queue={known.queues.find(({ name }) => name === copy.queue)} />
      )}
      <Way from={copy?.from ?? known.report?.message.sender ?? ''} to={recipient} size={sizeOf(known)} />
    </>
  );
}

/** Whoever is still to be served first. */
function recipientsOf({ copies, report }: KnownMessage): readonly string[] {
  const waiting = copies.flatMap(({ recipients }) => recipients);
  const tracked = report?.message.recipients.map(({ address }) => address) ?? [];
  const all = new Map([...waiting, ...tracked].map((each) => [each.toLowerCase(), each]));
  return [...all.values()].slice(0, recipientsMax);
}

function sizeOf({ copies: [copy], report }: KnownMessage): number {
  return copy?.sizeBytes ?? report?.message.totalBytes ?? 0;
}

function Waiting({ copy, queue }: { readonly copy: Copy; readonly queue: Queue | undefined }) {
  const t = useTexts(messageViewTexts);
  const format = useFormat();
  const lastError = copy.lastError ?? queue?.lastError ?? '';
  return (
    <Section title={t('whyWaits')}>
      <p>{t(`cause_${waitingCause(copy, queue)}`)}</p>
      <Facts
        facts={[
          [t('queue'), queue?.identity ?? copy.queue],
          [t('attempts'), counted(copy.attempts, format)],
          [t('queueAttempts'), counted(queue?.retryCount ?? 0, format)],
          [t('nextTry'), nextTry(copy, queue, format)],
          [t('limit'), queue?.waitReason],
          [t('lastReply'), lastError === '' ? undefined : shown(lastError)],
        ]}
      />
    </Section>
  );
}

function counted(count: number, format: Format): string | undefined {
  return count === 0 ? undefined : format.number(count);
}

function nextTry(copy: Copy, queue: Queue | undefined, format: Format): string | undefined {
  const next = copy.nextRetryTime ?? queue?.waitUntil ?? queue?.nextRetryTime;
  return next === undefined ? undefined : `${format.relative(next)}, ${format.time(next)}`;
}

interface WayProps {
  readonly from: string;
  readonly to: string;
  readonly size: number;
}

/** By the configuration of now: it may have been another one when the message came. */
function Way({ from, to, size }: WayProps) {
  const t = useTexts(messageViewTexts);
  const { allowed } = usePermission('Explain-Route');
  const { data, error } = useQuery({
    ...queries.run('Explain-Route', { from: from || '<>', to, size: String(size) }),
    enabled: allowed,
  });
  if (!allowed) return null;
  return (
    <Section title={t('whyThisWay')}>
      <p className="dim">{t('wayOfNow')}</p>
      {error !== null && <Note tone="bad">{wrongTexts(error).join(' ')}</Note>}
      {data && (
        <div className="explain-answer">
          <RouteAnswer explained={data} />
        </div>
      )}
    </Section>
  );
}
