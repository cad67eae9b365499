import { useFormat, useTexts } from '../../text/index.js';
import { Facts, Section } from '../list/details.js';
import { shown } from '../shown/shown-text.js';
import type { MessageOperation } from './bulk-orders.js';
import { bulkTexts } from './bulk.text.js';

type Preview = MessageOperation['preview'];

/** What an operation is about: how many, of whom, for whom, where, and examples. */
export function BulkPreview({ preview }: { readonly preview: Preview }) {
  const t = useTexts(bulkTexts);
  const format = useFormat();
  const { messages, bytes, oldest, newest, inFlight, alreadyGone } = preview;
  return (
    <div className="bulk-preview">
      <Facts
        facts={[
          [t('messages'), <strong key="count">{format.number(messages)}</strong>],
          [t('size'), format.size(bytes)],
          [
            t('received'),
            oldest === undefined
              ? undefined
              : spanText(format.dateTime(oldest), format.dateTime(newest ?? oldest)),
          ],
          [t('inFlight'), inFlight === 0 ? undefined : `${format.number(inFlight)} – ${t('inFlightNote')}`],
          [t('alreadyGone'), alreadyGone === 0 ? undefined : format.number(alreadyGone)],
        ]}
      />
      <div className="bulk-tops">
        <Top title={t('senders')} rows={preview.senders} />
        <Top title={t('domains')} rows={preview.recipientDomains} />
        <Top title={t('queues')} rows={preview.queues} />
      </div>
      <Samples preview={preview} />
    </div>
  );
}

function spanText(from: string, to: string): string {
  return from === to ? from : `${from} – ${to}`;
}

function Top({ title, rows }: { readonly title: string; readonly rows: Preview['senders'] }) {
  const format = useFormat();
  return (
    <Section title={title}>
      <table className="bulk-top">
        <tbody>
          {rows.map(({ value, messages }) => (
            <tr key={value}>
              <th scope="row" title={value}>
                {value}
              </th>
              <td className="number">{format.number(messages)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Samples({ preview: { samples, messages } }: { readonly preview: Preview }) {
  const t = useTexts(bulkTexts);
  return (
    <details>
      <summary>
        {t('samples')}{' '}
        <span className="dim">{t('samplesOf', { count: samples.length, total: messages })}</span>
      </summary>
      <table className="bulk-samples">
        <thead>
          <tr>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('to')}</th>
            <th scope="col">{t('subject')}</th>
          </tr>
        </thead>
        <tbody>
          {samples.map(({ internalId, queue, from, recipients, subject }) => (
            <tr key={`${queue} ${internalId}`}>
              <td>{from}</td>
              <td>{recipients.join(', ')}</td>
              <td>{shown(subject)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
