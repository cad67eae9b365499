import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';

import { api, usePermission, type ObjectOf } from '../../../api/index.js';
import { useTexts, type TextKey, type Texts } from '../../../text/index.js';
import {
  Action,
  Declared,
  KindPage,
  spaceText,
  StateBadge,
  useMailboxServers,
  type Column,
} from '../../../ui/index.js';
import { questionAbout, useConnectionTest, type ConnectionTest } from './connection-test.js';
import { connectionTestTexts } from './connection-test.text.js';
import { EditSendConnector } from './edit-send-connector.js';
import { NewSendConnector } from './new-send-connector.js';
import { SendConnectorDetails } from './send-connector-details.js';
import { sendConnectorTexts } from './send-connectors.text.js';

export type SendConnector = ObjectOf<'SendConnectors'>;

/** Mail flow > Send connectors. */
export default function SendConnectorsPage() {
  const t = useTexts(sendConnectorTexts);
  const columns = useMemo(() => columnsOf(t), [t]);
  const servers = useMailboxServers();
  const test = useConnectionTest();
  return (
    <KindPage
      kinds={{ SendConnectors: { source: api.sendConnectors, noun: 'SendConnector' } }}
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      columns={columns}
      textOf={(row) => [row.Name, ...row.AddressSpaces.map(spaceText), ...row.SmartHosts].join(' ')}
      details={(row) => <SendConnectorDetails key={row.Guid} {...{ row, test }} />}
      newDialog={(props) =>
        servers.length > 0 && (
          <NewSendConnector
            {...props}
            servers={servers}
            onTest={(made) => test.mutate(questionAbout(made))}
          />
        )
      }
      editDialog={(opened) => (
        <Declared kind="SendConnectors">
          {(declared) => <EditSendConnector {...opened} declared={declared} />}
        </Declared>
      )}
      canBeDisabled
      actions={(rows) => (
        <>
          <TestAction rows={rows} test={test} />
          <ExplainAction rows={rows} />
        </>
      )}
    />
  );
}

function columnsOf(t: Texts<TextKey<typeof sendConnectorTexts>>): readonly Column<SendConnector>[] {
  return [
    {
      id: 'name',
      head: t('name'),
      width: 'minmax(140px, 2fr)',
      line: 1,
      sortBy: ({ Name }) => Name,
      render: ({ Name }) => Name,
    },
    {
      id: 'status',
      head: t('status'),
      width: '100px',
      line: 1,
      sortBy: ({ Enabled }) => (Enabled ? 0 : 1),
      render: ({ Enabled }) => (
        <StateBadge state={Enabled ? 'good' : 'held'}>{Enabled ? t('enabled') : t('disabled')}</StateBadge>
      ),
    },
    {
      id: 'space',
      head: t('space'),
      width: 'minmax(110px, 1.6fr)',
      line: 2,
      render: ({ AddressSpaces }) =>
        AddressSpaces.map(({ Type, Address }) => (Type === 'SMTP' ? Address : `${Type}:${Address}`)).join(
          ', ',
        ),
    },
    {
      id: 'route',
      head: t('routeHead'),
      width: 'minmax(110px, 1.6fr)',
      line: 2,
      render: ({ DNSRoutingEnabled, SmartHosts }) => (DNSRoutingEnabled ? t('mx') : SmartHosts.join(', ')),
    },
    {
      id: 'servers',
      head: t('servers'),
      width: 'minmax(90px, 1fr)',
      render: ({ SourceTransportServers }) => SourceTransportServers.join(', '),
    },
    {
      id: 'cost',
      head: t('cost'),
      width: '56px',
      isNumber: true,
      sortBy: ({ AddressSpaces }) => Math.min(...AddressSpaces.map(({ Cost }) => Cost)),
      render: ({ AddressSpaces }) => [...new Set(AddressSpaces.map(({ Cost }) => Cost))].join(', '),
    },
  ];
}

function TestAction({
  rows,
  test,
}: {
  readonly rows: readonly SendConnector[];
  readonly test: ConnectionTest;
}) {
  const t = useTexts(connectionTestTexts);
  const permission = usePermission('Test-SendConnector');
  const [one] = rows;
  return (
    <Action
      label={t('testConnection')}
      icon="retry"
      iconOnly
      permission={permission}
      isDisabled={rows.length !== 1 || test.isPending}
      onPress={() => one && test.mutate(questionAbout(one))}
    />
  );
}

function ExplainAction({ rows }: { readonly rows: readonly SendConnector[] }) {
  const t = useTexts(sendConnectorTexts);
  const navigate = useNavigate();
  const [one] = rows;
  const domain = one?.AddressSpaces.find(({ Type }) => Type === 'SMTP')?.Address.replace(
    /^\*\.?$/,
    'example.net',
  );
  const to = `somebody@${domain?.replace(/^\*\./, '') ?? 'example.net'}`;
  return (
    <Action
      label={t('explain')}
      icon="explain"
      iconOnly
      isDisabled={rows.length !== 1}
      onPress={() =>
        void navigate({ href: `/tools/explain-route?${new URLSearchParams({ to }).toString()}` })
      }
    />
  );
}
