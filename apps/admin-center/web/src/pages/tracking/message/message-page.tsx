import './message.css';

import { useParams } from '@tanstack/react-router';

import { useFormat, useTexts } from '../../../text/index.js';
import { Button, Facts, Note, PageLink, Section, shown } from '../../../ui/index.js';
import { messageViewTexts } from './message-view.text.js';
import { MessageToolbar } from './message-toolbar.js';
import { MessageTabs } from './message-tabs.js';
import { outcomesOf } from './outcomes.js';
import { OutcomeRows } from './outcome-rows.js';
import { summaryOf } from './summary.js';
import { Timeline } from './timeline.js';
import { useMessage, type KnownMessage } from './use-message.js';

/** Where a message is, where it was, and why: from a queue as from tracking. */
export default function MessagePage() {
  const t = useTexts(messageViewTexts);
  const { id = '' } = useParams({ strict: false }) as { readonly id?: string };
  const known = useMessage(id);
  const isKnown = known.report !== undefined || known.copies.length > 0;
  if (!isKnown && known.isLoading) {
    return (
      <p className="state" role="status">
        {t('loading')}
      </p>
    );
  }
  if (!isKnown) return <Unknown id={id} known={known} />;
  return (
    <div className="message-view">
      <MessageToolbar known={known} />
      <div className="parts">
        <Head known={known} />
        {known.report === undefined ? (
          <Note>{known.mayTrack ? t('notTracked') : t('mayNotTrack')}</Note>
        ) : (
          <Timeline report={known.report} />
        )}
        <Related known={known} />
        <More known={known} />
      </div>
    </div>
  );
}

function Unknown({ id, known: { error, refresh } }: { readonly id: string; readonly known: KnownMessage }) {
  const t = useTexts(messageViewTexts);
  return (
    <div className="state" {...(error !== null && { 'data-failed': true, role: 'alert' })}>
      <p>{error === null ? t('notFound', { id }) : error.message}</p>
      <Button icon="refresh" onPress={refresh}>
        {t('refresh')}
      </Button>
    </div>
  );
}

function Head({ known }: { readonly known: KnownMessage }) {
  const t = useTexts(messageViewTexts);
  const format = useFormat();
  const { subject, from, size, at, client, connector, ids } = summaryOf(known);
  const late = known.report?.waitingSince;
  return (
    <>
      <h2>{shown(subject) || ids.messageId}</h2>
      {late !== undefined && <Note>{t('late', { time: format.time(late) })}</Note>}
      <Facts
        facts={[
          [t('from'), from],
          [t('size'), format.size(size)],
          [t('received'), format.dateTime(at)],
          [t('receivedFrom'), client],
          [t('connector'), connector],
          [t('messageId'), <Id key="message" id={ids.messageId} />],
          [t('internalId'), ids.internalId && <Id key="internal" id={ids.internalId} />],
          [t('networkId'), ids.networkId && <Id key="network" id={ids.networkId} />],
        ]}
      />
      <Outcomes known={known} />
    </>
  );
}

function Id({ id }: { readonly id: string }) {
  return <span className="mono">{id}</span>;
}

const headRecipients = 6;

function Outcomes({ known }: { readonly known: KnownMessage }) {
  const t = useTexts(messageViewTexts);
  const format = useFormat();
  const outcomes = outcomesOf(known, t, format);
  return (
    <Section title={t('outcomes')}>
      <OutcomeRows outcomes={outcomes.slice(0, headRecipients)} label={t('outcomes')} />
    </Section>
  );
}

function More({ known }: { readonly known: KnownMessage }) {
  const t = useTexts(messageViewTexts);
  const format = useFormat();
  return <MessageTabs known={known} outcomes={outcomesOf(known, t, format)} />;
}

/** Reports that it caused, or that it is, both ways. */
function Related({ known: { report } }: { readonly known: KnownMessage }) {
  const t = useTexts(messageViewTexts);
  if (report === undefined || report.related.length === 0) return null;
  return (
    <Section title={t('related')}>
      <ul className="outcomes">
        {report.related.map(({ relation, message }) => (
          <li key={message.key}>
            <span>{t(relation)}</span>
            <PageLink to={`/tracking/${encodeURIComponent(message.key)}`}>
              {shown(message.subject) || message.messageId}
            </PageLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
