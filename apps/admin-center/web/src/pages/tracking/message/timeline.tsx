import { useState } from 'react';

import { useFormat, useTexts, type Format } from '../../../text/index.js';
import { Icon, Section, shown, StateBadge } from '../../../ui/index.js';
import type { Fork } from './ways.js';
import { Dialogue } from './dialogue.js';
import { messageViewTexts } from './message-view.text.js';
import type { MessageViewT } from './outcomes.js';
import { lanes, timelineRows, type TimelineRow } from './timeline-rows.js';
import type { Report, TrackingEvent } from './use-message.js';

type EventTimelineRow = Extract<TimelineRow, { kind: 'event' }>;

/** Every event with its time, on the lane where it happened, in one sentence; what stands behind it one press away. */
export function Timeline({ report }: { readonly report: Report }) {
  const t = useTexts(messageViewTexts);
  const format = useFormat();
  const rows = timelineRows(report);
  const { firstAt, lastAt } = report.message;
  return (
    <Section title={t('timeline')}>
      <p className="dim">
        {t('total', { events: report.events.length, duration: format.exactDuration(lastAt - firstAt) })}
      </p>
      <div className="lane-heads" aria-hidden="true">
        <span />
        <span>{t('laneClient')}</span>
        <span>{t('laneFrontEnd')}</span>
        <span>{t('laneHub')}</span>
        <span>{t('laneQueue')}</span>
        <span>{t('laneNext')}</span>
      </div>
      <ol className="timeline">
        {rows.map((row) => (
          <li key={row.key}>
            <Row row={row} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Row({ row }: { readonly row: TimelineRow }) {
  const t = useTexts(messageViewTexts);
  const format = useFormat();
  if (row.kind === 'event') return <EventRow row={row} />;
  if (row.kind === 'fork') return <ForkRow fork={row.fork} />;
  if (row.kind === 'gap') {
    const { from, until, server } = row.gap;
    return <p className="gap">{t('gap', { from: format.time(from), until: format.time(until), server })}</p>;
  }
  return (
    <details className="unreadable">
      <summary>
        <StateBadge state="bad">{t('unreadable')}</StateBadge>
      </summary>
      <RawEvent event={row.event} />
    </details>
  );
}

function ForkRow({ fork: { reason, related, ways } }: { readonly fork: Fork }) {
  const t = useTexts(messageViewTexts);
  return (
    <div className="fork">
      <p>{t(`fork_${reason}`, { count: ways.length, related: shown(related) })}</p>
      <ul>
        {ways.map(({ number, recipients, connector }) => (
          <li key={number}>
            <span className="chip">{t('way', { number })}</span> <span>{namesText(recipients, t)}</span>{' '}
            <span className="dim">{connector || t('noQueue')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function EventRow({ row }: { readonly row: EventTimelineRow }) {
  const t = useTexts(messageViewTexts);
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const { event, at, after, state, session, way } = row;
  const reply = event.RecipientStatus[0] ?? '';
  return (
    <div className="event" data-open={isOpen || undefined}>
      <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <span className="mono time">{preciseTime(at, format)}</span>
        <Track row={row} />
        <span className="words">
          <StateBadge state={state}>{`${event.EventId} · ${event.Source}`}</StateBadge>{' '}
          {way !== undefined && <span className="chip">{t('way', { number: way })}</span>}{' '}
          <span>{shown(sentenceOf(row, t))}</span> <span className="dim">{shown(forText(event, t))}</span>
          {reply !== '' && <span className="mono reply">{shown(reply)}</span>}
        </span>
        <span className="dim after">{after === 0 ? '' : `+${format.exactDuration(after)}`}</span>
        <Icon name="expand" />
      </button>
      {isOpen && (
        <div className="behind">
          {session !== undefined && <Dialogue session={session} />}
          <RawEvent event={event} />
        </div>
      )}
    </div>
  );
}

/** A dot on the lane where it happened, and a line from where it came. */
function Track({ row: { from, lane, via, state } }: { readonly row: EventTimelineRow }) {
  const [first, last] = [lanes.indexOf(from), lanes.indexOf(lane)];
  return (
    <span className="track" aria-hidden="true" data-state={state}>
      {lanes.map((each, index) => (
        <span
          key={each}
          data-on={index === last || undefined}
          data-from={(index >= first && index < last) || undefined}
          data-to={(index > first && index <= last) || undefined}
        >
          {each === 'frontEnd' && via !== undefined && <i />}
        </span>
      ))}
    </span>
  );
}

export function preciseTime(at: number, format: Format): string {
  return `${format.time(at)}.${String(at % 1_000).padStart(3, '0')}`;
}

function sentenceOf({ event, via }: EventTimelineRow, t: MessageViewT): string {
  const { EventId, ClientHostname, ClientIp, OriginalClientIp, ServerHostname, ServerIp } = event;
  const values = {
    event: EventId,
    // The name that was said is that of Front End, where it spoke for the client.
    client: [OriginalClientIp || ClientIp, via === undefined ? ClientHostname : '']
      .filter((each) => each !== '')
      .join(' '),
    frontEnd: via ?? '',
    server: [ServerHostname, ServerIp]
      .filter((each, at, all) => each !== '' && all.indexOf(each) === at)
      .join(' '),
    related: event.RelatedRecipientAddress,
    recipients: recipientsText(event, t),
    count: event.Recipients.length,
  };
  if (EventId === 'RECEIVE' && via !== undefined) return t('event_RECEIVE_by', values);
  return t(isWorded(EventId) ? `event_${EventId}` : 'event_other', values);
}

type Worded =
  | 'RECEIVE'
  | 'SUBMIT'
  | 'SEND'
  | 'DELIVER'
  | 'DUPLICATEDELIVER'
  | 'DEFER'
  | 'FAIL'
  | 'DSN'
  | 'EXPAND'
  | 'DUPLICATEEXPAND'
  | 'RESOLVE'
  | 'REDIRECT'
  | 'TRANSFER'
  | 'DROP';

function isWorded(event: string): event is Worded {
  return Object.hasOwn(messageViewTexts.en, `event_${event}`) && event !== 'other';
}

function recipientsText({ Recipients }: TrackingEvent, t: MessageViewT): string {
  return namesText(Recipients, t);
}

function namesText(names: readonly string[], t: MessageViewT): string {
  const [first = '', ...others] = names;
  return others.length < 3 ? names.join(', ') : t('andMore', { first, count: others.length });
}

function forText(event: TrackingEvent, t: MessageViewT): string {
  if (event.EventId === 'RESOLVE' || event.Recipients.length === 0) return '';
  return t('forRecipients', { recipients: recipientsText(event, t) });
}

/** The fields as the log has them. */
export function RawEvent({ event }: { readonly event: TrackingEvent }) {
  const t = useTexts(messageViewTexts);
  const fields = Object.entries(event)
    .map(([name, value]) => [name, Array.isArray(value) ? value.join('; ') : String(value)] as const)
    .filter(([, value]) => value !== '');
  return (
    <dl className="raw mono" aria-label={t('raw')}>
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{shown(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
