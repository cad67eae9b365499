import { useQuery } from '@tanstack/react-query';

import { queries, usePermission } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Facts, Section, StateBadge } from '../../../ui/index.js';
import { ConnectionTestSection, type ConnectionTestSectionProps } from './connection-test.js';
import { ConnectorConnections } from './connector-connections.js';
import type { SendConnector } from './send-connectors-page.js';
import { sendConnectorTexts } from './send-connectors.text.js';

/** For whom it is and by which way, in one sentence; and the queues that it fills now. */
export function SendConnectorDetails({ row, test }: ConnectionTestSectionProps) {
  const t = useTexts(sendConnectorTexts);
  const format = useFormat();
  const { MaxMessageSize } = row;
  return (
    <>
      <StateBadge state={row.Enabled ? 'good' : 'held'}>
        {row.Enabled ? t('enabled') : t('disabled')}
      </StateBadge>
      <p>{sentence(row, t)}</p>
      <Queues row={row} />
      <ConnectorConnections row={row} />
      <ConnectionTestSection row={row} test={test} />
      <Section title={t('network')}>
        <Facts
          facts={[
            [t('servers'), row.SourceTransportServers.join(', ')],
            [t('tls'), row.IgnoreSTARTTLS ? t('never') : row.RequireTLS ? t('required') : t('opportunistic')],
            [t('login'), row.SmartHostAuthMechanism === 'None' ? undefined : row.SmartHostAuthMechanism],
            [t('Fqdn'), row.Fqdn],
          ]}
        />
      </Section>
      <Section title={t('limits')}>
        <Facts
          facts={[
            [t('maxSize'), typeof MaxMessageSize === 'number' ? format.size(MaxMessageSize) : MaxMessageSize],
            [t('ProtocolLoggingLevel'), row.ProtocolLoggingLevel],
            [t('Comment'), row.Comment],
            [t('changed'), row.WhenChanged === undefined ? undefined : format.dateTime(row.WhenChanged)],
          ]}
        />
      </Section>
    </>
  );
}

function sentence(
  row: SendConnector,
  t: (key: 'detailsOff' | 'detailsMx' | 'detailsSmart', values?: Readonly<Record<string, string>>) => string,
): string {
  if (!row.Enabled) return t('detailsOff');
  const spaces = row.AddressSpaces.map(({ Address }) => Address).join(', ');
  return row.DNSRoutingEnabled
    ? t('detailsMx', { spaces })
    : t('detailsSmart', { spaces, hosts: row.SmartHosts.join(', ') });
}

function Queues({ row: { Guid } }: { readonly row: SendConnector }) {
  const t = useTexts(sendConnectorTexts);
  const { allowed } = usePermission('Get-Queue');
  const { data } = useQuery({ ...queries.run('Get-Queue', {}), enabled: allowed });
  const own = data?.rows.filter(({ nextHopConnector }) => nextHopConnector === Guid);
  if (own === undefined) return null;
  return (
    <Section title={t('queuesNow')}>
      {own.length === 0 && <p className="dim">{t('noQueues')}</p>}
      {own.slice(0, 5).map(({ identity, nextHopDomain, messageCount, lastError }) => (
        <p key={identity}>
          {t('queueLine', { domain: nextHopDomain, count: messageCount })}
          {lastError !== undefined && <span className="dim"> {lastError}</span>}
        </p>
      ))}
    </Section>
  );
}
