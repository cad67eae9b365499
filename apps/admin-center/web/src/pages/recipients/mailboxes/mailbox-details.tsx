import { useFormat, useTexts, type Format } from '../../../text/index.js';
import { Details, Facts, PageLink, Section } from '../../../ui/index.js';
import { displayName, type Mailbox } from './columns.js';
import { mailboxesTexts } from './mailboxes.text.js';

export interface MailboxDetailsProps {
  readonly rows: readonly Mailbox[];
  readonly onClose: () => void;
}

export function MailboxDetails({ rows, onClose }: MailboxDetailsProps) {
  const t = useTexts(mailboxesTexts);
  const format = useFormat();
  const [row] = rows;
  if (row === undefined) return null;
  if (rows.length > 1) {
    return (
      <Details title={t('severalSelected', { count: rows.length })} onClose={onClose}>
        <ul>
          {rows.map((each) => (
            <li key={each.Guid}>{displayName(each)}</li>
          ))}
        </ul>
      </Details>
    );
  }
  const time = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : format.dateTime(at);
  return (
    <Details title={displayName(row)} onClose={onClose}>
      <Section title={t('EmailAddresses')}>
        {row.EmailAddresses.map((address) => (
          <p key={address} className="mono">
            {address}
          </p>
        ))}
      </Section>
      <Facts
        facts={[
          [t('Name'), row.Name],
          [t('Alias'), row.Alias],
          [t('login'), row.UserPrincipalName],
          [t('Database'), row.Database],
          [t('ForwardingAddress'), row.ForwardingAddress],
          [t('ForwardingSmtpAddress'), row.ForwardingSmtpAddress],
          [t('MaxReceiveSize'), sizeText(row.MaxReceiveSize, format)],
          [t('MaxSendSize'), sizeText(row.MaxSendSize, format)],
          [t('created'), time(row.WhenCreated)],
          [t('changed'), time(row.WhenChanged)],
        ]}
      />
      <PageLink to={`/tracking?q=${encodeURIComponent(`to:${row.PrimarySmtpAddress}`)}`}>
        {t('tracking')}
      </PageLink>
    </Details>
  );
}

function sizeText(value: unknown, format: Format): string {
  return typeof value === 'number' ? format.number(value / 1024 ** 2) : String(value);
}
