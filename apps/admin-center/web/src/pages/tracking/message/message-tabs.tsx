import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

import { useFormat, useTexts, type Format } from '../../../text/index.js';
import { Button, Facts, TextField } from '../../../ui/index.js';
import { Dialogue } from './dialogue.js';
import { Explained } from './explained.js';
import { Headers } from './headers.js';
import { messageViewTexts } from './message-view.text.js';
import type { MessageViewT, Outcome } from './outcomes.js';
import { OutcomeRows } from './outcome-rows.js';
import { preciseTime, RawEvent } from './timeline.js';
import { sessionIn } from './timeline-rows.js';
import type { Copy, KnownMessage, Report, TrackingEvent } from './use-message.js';

interface MessageTabsProps {
  readonly known: KnownMessage;
  readonly outcomes: readonly Outcome[];
}

/** Recipients, Headers, Envelope, Dialogue, Raw events, Explain. */
export function MessageTabs({ known, outcomes }: MessageTabsProps) {
  const t = useTexts(messageViewTexts);
  const events = known.report?.events ?? [];
  return (
    <Tabs className="message-tabs">
      <TabList aria-label={t('tabs')} className="tab-list">
        <Tab id="recipients">{t('tabRecipients')}</Tab>
        <Tab id="headers">{t('tabHeaders')}</Tab>
        <Tab id="envelope">{t('tabEnvelope')}</Tab>
        <Tab id="dialogue">{t('tabDialogue')}</Tab>
        <Tab id="raw">{t('tabRaw')}</Tab>
        <Tab id="explain">{t('tabExplain')}</Tab>
      </TabList>
      <TabPanel id="recipients">
        <Recipients outcomes={outcomes} />
      </TabPanel>
      <TabPanel id="headers">
        <Headers copies={known.copies} />
      </TabPanel>
      <TabPanel id="envelope">
        <Envelope known={known} />
      </TabPanel>
      <TabPanel id="dialogue">
        <Sessions events={events} />
      </TabPanel>
      <TabPanel id="raw">
        <RawEvents events={events} />
      </TabPanel>
      <TabPanel id="explain">
        <Explained known={known} />
      </TabPanel>
    </Tabs>
  );
}

const pageRows = 200;

function Recipients({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const t = useTexts(messageViewTexts);
  const [wanted, setWanted] = useState('');
  const [count, setCount] = useState(pageRows);
  const words = wanted.toLowerCase();
  const found = outcomes.filter(({ address, sentence, reply }) =>
    `${address} ${sentence} ${reply}`.toLowerCase().includes(words),
  );
  const more = found.length - count;
  return (
    <>
      {outcomes.length > 10 && (
        <TextField label={t('filterRecipients')} value={wanted} onChange={setWanted} />
      )}
      <OutcomeRows outcomes={found.slice(0, count)} label={t('recipients')} />
      {more > 0 && (
        <Button onPress={() => setCount(count + pageRows)}>
          {t('showMore', { count: Math.min(more, pageRows) })}
        </Button>
      )}
    </>
  );
}

function Envelope({ known }: { readonly known: KnownMessage }) {
  const t = useTexts(messageViewTexts);
  const format = useFormat();
  const { report, copies } = known;
  const [copy] = copies;
  const waiting = copies.map(({ queue, status }) => `${queue}: ${status}`);
  return (
    <Facts
      facts={[
        ...(report === undefined ? [] : trackedEnvelope(report, t)),
        ...(copy === undefined ? [] : queuedEnvelope(copy, t, format)),
        [t('copies'), waiting.length === 0 ? undefined : waiting.join(', ')],
      ]}
    />
  );
}

type Fact = readonly [name: string, value: string | undefined];

function trackedEnvelope({ message }: Report, t: MessageViewT): readonly Fact[] {
  return [
    [t('returnPath'), message.returnPath],
    [t('recipients'), message.recipients.map(({ address }) => address).join(', ')],
    [t('direction'), message.directionality],
  ];
}

function queuedEnvelope(
  { priority, source, expirationTime: expires }: Copy,
  t: MessageViewT,
  format: Format,
): readonly Fact[] {
  return [
    [t('priority'), priority],
    [t('source'), source],
    [t('expires'), expires === undefined ? undefined : format.dateTime(expires)],
  ];
}

function Sessions({ events }: { readonly events: readonly TrackingEvent[] }) {
  const t = useTexts(messageViewTexts);
  const sessions = [...new Set(events.flatMap((event) => sessionIn(event) ?? []))];
  if (sessions.length === 0) return <p className="dim">{t('noSessions')}</p>;
  return (
    <>
      <p className="dim">{t('sessions')}</p>
      {sessions.map((session) => (
        <div key={session}>
          <h3 className="mono">{session}</h3>
          <Dialogue session={session} />
        </div>
      ))}
    </>
  );
}

function RawEvents({ events }: { readonly events: readonly TrackingEvent[] }) {
  const t = useTexts(messageViewTexts);
  const format = useFormat();
  return (
    <>
      <p className="dim">{t('events')}</p>
      {events.map((event, index) => (
        <details key={`${event.Timestamp} ${index}`}>
          <summary className="mono">
            {`${preciseTime(Date.parse(event.Timestamp), format)} ${event.EventId} ${event.Source} ${event.ServerLog}`}
          </summary>
          <RawEvent event={event} />
        </details>
      ))}
    </>
  );
}
