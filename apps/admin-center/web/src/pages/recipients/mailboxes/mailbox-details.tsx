import { useQuery } from '@tanstack/react-query';

import { queries } from '../../../api/index.js';
import { useFormat, useTexts, type Format } from '../../../text/index.js';
import { Facts, PageLink, Section } from '../../../ui/index.js';
import { typeText, type Mailbox } from './columns.js';
import { mailboxesTexts } from './mailboxes.text.js';

export function MailboxDetails({ row }: { readonly row: Mailbox }) {
  const t = useTexts(mailboxesTexts);
  const format = useFormat();
  const time = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : format.dateTime(at);
  const limit = (value: unknown): string => limitText(value, format) ?? t('ofOrganization');
  return (
    <>
      <Section title={t('EmailAddresses')}>
        {row.EmailAddresses.map((address) => (
          <p key={address} className="mono">
            {address}
          </p>
        ))}
      </Section>
      <PageLink to={`/tracking?q=${encodeURIComponent(`to:${row.PrimarySmtpAddress}`)}`}>
        {t('tracking')}
      </PageLink>
      <Statistics row={row} key={row.Guid} />
      <Section title={t('limits')}>
        <Facts
          facts={[
            [t('maxReceive'), limit(row.MaxReceiveSize)],
            [t('maxSend'), limit(row.MaxSendSize)],
            [
              t('recipients'),
              typeof row.RecipientLimits === 'number'
                ? format.number(row.RecipientLimits)
                : t('ofOrganization'),
            ],
          ]}
        />
      </Section>
      <Section title={t('general')}>
        <Facts
          facts={[
            [t('Name'), row.Name],
            [t('Alias'), row.Alias],
            [t('type'), typeText(row, t)],
            [t('login'), row.UserPrincipalName],
            [t('Database'), row.Database],
            [t('ForwardingAddress'), row.ForwardingAddress],
            [t('ForwardingSmtpAddress'), row.ForwardingSmtpAddress],
            [t('created'), time(row.WhenCreated)],
            [t('changed'), time(row.WhenChanged)],
          ]}
        />
      </Section>
    </>
  );
}

/** Its Mailbox Delivery looks at the disk: not again for a while. */
const sizeStaleMs = 60_000;

function Statistics({ row }: { readonly row: Mailbox }) {
  const t = useTexts(mailboxesTexts);
  const format = useFormat();
  const { data } = useQuery({
    ...queries.run('Get-MailboxStatistics', { identity: row.Guid }),
    staleTime: sizeStaleMs,
  });
  const [found] = data ?? [];
  const { itemCount, totalItemSize, sizeUnknown, lastLogonTime } = found ?? {};
  const size =
    itemCount === undefined || totalItemSize === undefined
      ? undefined
      : t('sizeText', { size: format.size(totalItemSize), count: itemCount });
  return (
    <Facts
      facts={[
        [
          t('size'),
          sizeUnknown === undefined ? (size ?? '…') : <span title={sizeUnknown}>{t('unknown')}</span>,
        ],
        [t('lastLogon'), lastLogonTime === undefined ? t('neverSent') : format.dateTime(lastLogonTime)],
      ]}
    />
  );
}

/** Undefined: the limit of the organization counts. */
function limitText(value: unknown, format: Format): string | undefined {
  return typeof value === 'number' ? format.size(value) : undefined;
}
