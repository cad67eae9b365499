import { useFormat, useTexts } from '../../../text/index.js';
import { Details, Facts, PageLink, Section, shown, StateBadge } from '../../../ui/index.js';
import { stateOf, type Tracked } from './tracked.js';
import { trackingTexts } from './tracking.text.js';

const recipientsShown = 12;

/** What became of the message that is selected, for each of its recipients. */
export function TrackingDetails({ row, onClose }: { readonly row: Tracked; readonly onClose: () => void }) {
  const t = useTexts(trackingTexts);
  const format = useFormat();
  const more = row.recipients.length - recipientsShown;
  return (
    <Details title={shown(row.subject) || row.messageId} onClose={onClose}>
      <PageLink to={`/tracking/${encodeURIComponent(row.key)}`}>{t('allEvents')}</PageLink>
      <Section title={t('recipients')}>
        <ul className="tracked-recipients">
          {row.recipients.slice(0, recipientsShown).map((recipient) => (
            <li key={recipient.address}>
              <span>{recipient.address}</span>
              <StateBadge state={stateOf(recipient)}>{t(recipient.state)}</StateBadge>
              {recipient.status !== '' && <p className="mono reply">{recipient.status}</p>}
            </li>
          ))}
        </ul>
        {more > 0 && <p className="dim">{t('more_recipients', { count: more })}</p>}
      </Section>
      <Facts
        facts={[
          [t('sender'), row.sender],
          [t('time'), format.dateTime(row.firstAt)],
          [t('size'), format.size(row.totalBytes)],
          [t('where'), row.servers.join(', ')],
        ]}
      />
    </Details>
  );
}
