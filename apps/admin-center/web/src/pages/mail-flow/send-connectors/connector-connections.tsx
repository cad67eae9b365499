import { useQuery } from '@tanstack/react-query';

import { queries, usePermission } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Facts, Section, shown } from '../../../ui/index.js';
import type { SendConnector } from './send-connectors-page.js';
import { connectionTestTexts } from './connection-test.text.js';

const againMs = 5_000;

/** Which TLS the last connections reached, and how the last one was refused. */
export function ConnectorConnections({ row: { Identity } }: { readonly row: SendConnector }) {
  const t = useTexts(connectionTestTexts);
  const format = useFormat();
  const { allowed } = usePermission('Get-SendConnectorActivity');
  const { data } = useQuery({
    ...queries.run('Get-SendConnectorActivity', { identity: Identity }),
    enabled: allowed,
    refetchInterval: againMs,
  });
  if (data === undefined) return null;
  const { logged, connections } = data;
  const byTls = Map.groupBy(connections, ({ connected, tls }) => (connected ? (tls ?? '') : 'none'));
  const reached = (tls: string): string => {
    if (tls === 'none') return t('nobodyAnswered');
    return tls === '' ? t('withoutTls') : tls.replace('TLS', 'TLS ').replace('_', '.');
  };
  const failed = connections.find(({ error }) => error !== undefined);
  return (
    <Section title={t('connections')}>
      {connections.length === 0 && <p className="dim">{t(logged ? 'noConnections' : 'notLogged')}</p>}
      <Facts facts={[...byTls].map(([tls, all]) => [reached(tls), format.number(all.length)])} />
      {failed?.error !== undefined && (
        <p>
          <span className="dim">
            {t('lastError')} {format.time(Date.parse(failed.time))} {failed.remote}
          </span>
          <br />
          <span className="mono">{shown(failed.error)}</span>
        </p>
      )}
    </Section>
  );
}
