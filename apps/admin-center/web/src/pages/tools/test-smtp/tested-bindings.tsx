import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';

import { api, queries, useSession, type OutputOf } from '../../../api/index.js';
import { useTexts, type TextKey, type Texts } from '../../../text/index.js';
import {
  Action,
  Details,
  Facts,
  ListView,
  PageLink,
  SearchBox,
  Select,
  StateBadge,
  Toolbar,
  useList,
  useUrlState,
  type Column,
  type List,
  type State,
} from '../../../ui/index.js';
import { testSmtpTexts } from './test-smtp.text.js';

type Tested = OutputOf<'Test-SmtpConnectivity'>[number];
type T = Texts<TextKey<typeof testSmtpTexts>>;

const states: Readonly<Record<Tested['statusCode'], State>> = {
  Success: 'good',
  UnableToConnect: 'bad',
  TransientError: 'warn',
  PermanentError: 'bad',
  ExternalError: 'bad',
};

/** Every binding of the Receive connectors of a server, tried as a client comes to it. */
export function TestedBindings({ choice }: { readonly choice: ReactNode }) {
  const t = useTexts(testSmtpTexts);
  const { here } = useSession();
  const [{ server }, setUrl] = useUrlState({ server: here.server });
  const query = useQuery(queries.run('Test-SmtpConnectivity', { server }));
  const columns = useMemo(() => columnsOf(t), [t]);
  const list = useList({ query, columns, keyOf, textOf, sortedBy: 'result' });
  const [one] = list.selectedRows;
  return (
    <ListView
      label={t('list')}
      list={list}
      toolbar={
        <BindingsToolbar {...{ list, server, choice }} onServer={(name) => setUrl({ server: name })} />
      }
      empty={<p>{t('empty', { server })}</p>}
      details={
        one && (
          <BindingDetails row={one} onClose={() => list.select({ ...list.selection, keys: new Set() })} />
        )
      }
    />
  );
}

interface BindingsToolbarProps {
  readonly list: List<Tested>;
  readonly server: string;
  readonly onServer: (name: string) => void;
  readonly choice: ReactNode;
}

function BindingsToolbar({ list, server, onServer, choice }: BindingsToolbarProps) {
  const t = useTexts(testSmtpTexts);
  const { data } = useQuery(queries.list('Servers', api.servers));
  const names = data?.rows.map(({ Name }) => Name) ?? [server];
  return (
    <Toolbar
      label={t('toolbar')}
      end={
        <SearchBox
          label={t('search')}
          value={list.q}
          onChange={list.setQ}
          onDown={() => list.grid.current?.focus()}
        />
      }
    >
      {choice}
      <Select
        label={t('server')}
        isInline
        value={server}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={onServer}
      />
      <Action
        label={t('again')}
        icon="refresh"
        iconOnly
        isDisabled={list.query.isFetching}
        onPress={() => void list.query.refetch()}
      />
    </Toolbar>
  );
}

function BindingDetails({ row, onClose }: { readonly row: Tested; readonly onClose: () => void }) {
  const t = useTexts(testSmtpTexts);
  const { receiveConnector, statusCode, server, binding, endPoint, details } = row;
  return (
    <Details title={receiveConnector} onClose={onClose}>
      <StateBadge state={states[statusCode]}>{t(statusCode)}</StateBadge>
      <p>{t(`meaning${statusCode}`)}</p>
      <Facts
        facts={[
          [t('server'), server],
          [t('binding'), <span className="mono">{binding}</span>],
          [t('endPoint'), endPoint && <span className="mono">{endPoint}</span>],
        ]}
      />
      <p className="mono">{details}</p>
      <PageLink to={`/mail-flow/receive-connectors?q=${encodeURIComponent(receiveConnector)}`}>
        {t('openConnector')}
      </PageLink>
    </Details>
  );
}

function keyOf({ receiveConnector, binding, endPoint = '' }: Tested): string {
  return `${receiveConnector} ${binding} ${endPoint}`;
}

function textOf({ receiveConnector, binding, endPoint = '', statusCode, details }: Tested): string {
  return [receiveConnector, binding, endPoint, statusCode, details].join(' ');
}

const worst: readonly Tested['statusCode'][] = [
  'PermanentError',
  'ExternalError',
  'UnableToConnect',
  'TransientError',
  'Success',
];

/** The worst first. */
function columnsOf(t: T): readonly Column<Tested>[] {
  return [
    {
      id: 'server',
      head: t('server'),
      width: 'minmax(72px, 0.6fr)',
      sortBy: ({ server }) => server,
      render: ({ server }) => server,
    },
    {
      id: 'connector',
      head: t('connector'),
      width: 'minmax(160px, 1.4fr)',
      line: 1,
      sortBy: ({ receiveConnector }) => receiveConnector,
      render: ({ receiveConnector }) => receiveConnector,
    },
    {
      id: 'binding',
      head: t('binding'),
      width: 'minmax(96px, 0.8fr)',
      line: 2,
      sortBy: ({ binding }) => binding,
      render: ({ binding }) => <span className="mono">{binding}</span>,
    },
    {
      id: 'endPoint',
      head: t('endPoint'),
      width: 'minmax(120px, 1fr)',
      sortBy: ({ endPoint = '' }) => endPoint,
      render: ({ endPoint = '–' }) => <span className="mono">{endPoint}</span>,
    },
    {
      id: 'result',
      head: t('result'),
      width: 'minmax(144px, 1fr)',
      line: 1,
      sortBy: ({ statusCode }) => worst.indexOf(statusCode),
      text: ({ statusCode }) => t(statusCode),
      render: ({ statusCode }) => <StateBadge state={states[statusCode]}>{t(statusCode)}</StateBadge>,
    },
    {
      id: 'details',
      head: t('details'),
      width: 'minmax(160px, 2.4fr)',
      line: 2,
      sortBy: ({ details }) => details,
      render: ({ details }) => <span title={details}>{details}</span>,
    },
  ];
}
