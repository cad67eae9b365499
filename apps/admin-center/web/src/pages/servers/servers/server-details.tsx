import { useFormat, useTexts } from '../../../text/index.js';
import { Details, Facts, PageLink, Section } from '../../../ui/index.js';
import { States } from './columns.js';
import { replicasOf, versionsOf, type ServerRow } from './server-row.js';
import { serversTexts } from './servers.text.js';

export interface ServerDetailsProps {
  readonly rows: readonly ServerRow[];
  readonly onClose: () => void;
}

/** What a server is made of at the moment, and what it goes by. */
export function ServerDetails({ rows, onClose }: ServerDetailsProps) {
  const t = useTexts(serversTexts);
  const [row] = rows;
  if (row === undefined) return null;
  if (rows.length > 1) {
    return (
      <Details title={t('severalSelected', { count: rows.length })} onClose={onClose}>
        <ul>
          {rows.map(({ Guid, Name }) => (
            <li key={Guid}>{Name}</li>
          ))}
        </ul>
      </Details>
    );
  }
  return (
    <Details title={row.Name} onClose={onClose}>
      <States row={row} t={t} />
      <Facts
        facts={[
          [t('role'), t(row.ServerRole)],
          [t('fqdn'), <span className="mono">{row.Fqdn}</span>],
          [t('site'), row.ServerRole === 'Edge' ? undefined : row.ADSite],
          [t('version'), versionsOf(row).join(', ') || undefined],
        ]}
      />
      <Running row={row} />
      <Settings row={row} />
    </Details>
  );
}

function Running({ row }: { readonly row: ServerRow }) {
  const t = useTexts(serversTexts);
  const replicas = replicasOf(row);
  return (
    <Section title={t('runs')}>
      {replicas.length === 0 && <p className="dim">{t('nothingRuns')}</p>}
      <Facts
        facts={replicas.map(([service, count]) => [
          service,
          <PageLink to={`/servers/services?q=${encodeURIComponent(`${service} ${row.Name}`)}`}>
            {t('processes', { count })}
          </PageLink>,
        ])}
      />
    </Section>
  );
}

function Settings({ row }: { readonly row: ServerRow }) {
  const t = useTexts(serversTexts);
  const format = useFormat();
  const dns = (servers: readonly string[]): string => servers.join(', ') || t('dnsOfMachine');
  const count = (value: number | string): string =>
    typeof value === 'number' ? format.number(value) : value;
  const { MaxOutboundConnections: all, MaxPerDomainOutboundConnections: domain } = row;
  return (
    <Section title={t('settings')}>
      <Facts
        facts={[
          [t('externalDns'), dns(row.ExternalDNSServers)],
          [t('dns'), dns(row.InternalDNSServers)],
          [t('connections'), t('connectionsText', { all: count(all), domain: count(domain) })],
          [t('changed'), row.WhenChanged === undefined ? undefined : format.dateTime(row.WhenChanged)],
        ]}
      />
    </Section>
  );
}
