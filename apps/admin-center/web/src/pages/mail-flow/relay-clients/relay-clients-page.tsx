import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';

import { queries, usePermission } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import {
  Action,
  Details,
  Facts,
  ListToolbar,
  ListView,
  Note,
  PageLink,
  Section,
  Segments,
  useList,
  useUrlState,
  type List,
} from '../../../ui/index.js';
import { connectorHref, relayClientColumns, type RelayClient } from './columns.js';
import { relayClientTexts } from './relay-clients.text.js';
import { SetOwner } from './set-owner.js';

const day = 86_400_000;
const times = ['1', '7', '30'] as const;
const heads = { 1: 'days1', 7: 'days7', 30: 'days30' } as const;

/** Mail flow > Relay clients: who still relays through us, and who answers for it. */
export default function RelayClientsPage() {
  const t = useTexts(relayClientTexts);
  const format = useFormat();
  const [{ days }] = useUrlState({ days: '7' });
  // A minute is exact enough, and the same question at each rendering.
  const now = Math.floor(Date.now() / 60_000) * 60_000;
  const query = useQuery({
    ...queries.run('Get-RelayClient', { start: now - Number(days) * day }),
    queryKey: ['operation', 'Get-RelayClient', days],
  });
  const columns = useMemo(() => relayClientColumns(t, format), [t, format]);
  const list = useList<RelayClient>({
    query: { ...query, data: query.data?.clients },
    columns,
    keyOf: ({ client }) => client,
    textOf: ({ client, connector = '', owner = '', senders, domains, addresses }) =>
      [client, connector, owner, ...addresses, ...senders, ...domains].join(' '),
    sortedBy: '-perDay',
  });
  const [isAsking, setIsAsking] = useState(false);
  const [one] = list.selectedRows.length === 1 ? list.selectedRows : [];
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={<RelayToolbar list={list} onOwner={() => setIsAsking(true)} />}
        above={
          query.data && (
            <>
              {!query.data.isComplete && <Note>{t('cut')}</Note>}
              {query.data.waitingSince !== undefined && (
                <Note>{t('late', { time: format.dateTime(query.data.waitingSince) })}</Note>
              )}
            </>
          )
        }
        empty={<p>{t('empty')}</p>}
        details={
          one && (
            <ClientDetails row={one} onClose={() => list.select({ ...list.selection, keys: new Set() })} />
          )
        }
      />
      {isAsking && list.selectedRows.length > 0 && (
        <SetOwner rows={list.selectedRows} onClose={() => setIsAsking(false)} />
      )}
    </>
  );
}

interface RelayToolbarProps {
  readonly list: List<RelayClient>;
  readonly onOwner: () => void;
}

function RelayToolbar({ list, onOwner }: RelayToolbarProps) {
  const t = useTexts(relayClientTexts);
  const navigate = useNavigate();
  const [{ days }, setUrl] = useUrlState({ days: '7' });
  const rows = list.selectedRows;
  const addresses = rows.flatMap(({ login, addresses: own }) => (login === undefined ? own : []));
  const isLogin = rows.length > 0 && addresses.length === 0;
  const make = (): void => {
    const search = new URLSearchParams({ dialog: 'relay', ranges: addresses.join(',') });
    void navigate({ href: `/mail-flow/receive-connectors?${search.toString()}` });
  };
  return (
    <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
      <Segments
        label={t('time')}
        value={times.find((each) => each === days) ?? '7'}
        options={times.map((value) => ({ value, label: t(heads[value]) }))}
        onChange={(value) => setUrl({ days: value })}
      />
      <Action
        label={t('setOwner')}
        icon="user"
        permission={usePermission('Set-RelayClient')}
        isDisabled={rows.length === 0}
        onPress={onOwner}
      />
      <Action
        label={t('make')}
        icon="add"
        permission={usePermission('New-ReceiveConnector')}
        isDisabled={rows.length === 0}
        reason={isLogin ? t('makeNeedsAddress') : undefined}
        onPress={make}
      />
    </ListToolbar>
  );
}

interface ClientDetailsProps {
  readonly row: RelayClient;
  readonly onClose: () => void;
}

function ClientDetails({ row, onClose }: ClientDetailsProps) {
  const t = useTexts(relayClientTexts);
  const format = useFormat();
  const { client, login, addresses, firstSeen, lastSeen, messageCount, tls, owner, connector, domains } = row;
  return (
    <Details title={client} onClose={onClose}>
      <Facts
        facts={[
          [t('owner'), owner ?? '–'],
          [t('firstSeen'), format.dateTime(Date.parse(firstSeen))],
          [t('lastSeen'), format.dateTime(Date.parse(lastSeen))],
          [t('messages'), format.number(messageCount)],
          [t('volume'), format.size(row.bytes)],
          [t('tls'), [t(tls), ...row.tlsVersions].join(', ')],
          [t('connector'), connector && <PageLink to={connectorHref(connector)}>{connector}</PageLink>],
          [
            t('addresses'),
            login === undefined ? undefined : <span className="mono">{addresses.join(', ')}</span>,
          ],
        ]}
      />
      <Section title={t('senders')}>
        <p translate="no">{row.senders.join(', ')}</p>
        <p>{t('senderDomains', { domains: row.senderDomains.join(', ') })}</p>
      </Section>
      <Section title={t('domains')}>
        <p>{domains.join(', ')}</p>
      </Section>
      <p>
        <PageLink to={explainHref(row)}>{t('explain')}</PageLink>
      </p>
      <p>
        <PageLink to={`/tracking?${new URLSearchParams({ q: `ip:${addresses[0] ?? ''}` }).toString()}`}>
          {t('tracking')}
        </PageLink>
      </p>
    </Details>
  );
}

/** What it would hear now of somebody where it sends to. */
function explainHref({ addresses, login, tls, senders, domains }: RelayClient): string {
  const search = new URLSearchParams({
    from: addresses[0] ?? '',
    ...(login !== undefined && { login }),
    ...(tls === 'All' && { tls: 'yes' }),
    ...(senders[0] !== undefined && { sender: senders[0] }),
    ...(domains[0] !== undefined && { recipient: `somebody@${domains[0]}` }),
  });
  return `/tools/explain-connection?${search.toString()}`;
}
