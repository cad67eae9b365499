import { useQuery } from '@tanstack/react-query';

import { api, queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Action, SearchBox, Select, Toolbar, type List } from '../../../ui/index.js';
import type { ReceiveConnector } from './receive-connectors-page.js';
import { receiveConnectorTexts } from './receive-connectors.text.js';
import type { ConnectorChanges } from './use-connector-changes.js';

export interface ConnectorToolbarProps {
  readonly list: List<ReceiveConnector>;
  /** Empty: all. */
  readonly server: string;
  readonly onServer: (name: string) => void;
  readonly changes: ConnectorChanges;
  readonly onRemove: () => void;
  readonly onDisable: () => void;
}

export function ConnectorToolbar(props: ConnectorToolbarProps) {
  const { list, server, onServer, changes, onRemove, onDisable } = props;
  const t = useTexts(receiveConnectorTexts);
  const { selectedRows } = list;
  const [one] = selectedRows;
  const isOne = selectedRows.length === 1 && one !== undefined;
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
      <ServerChoice server={server} onServer={onServer} />
      <span className="divider" />
      {isOne && !one.Enabled ? (
        <Action
          label={t('enable')}
          icon="enable"
          permission={changes.permissions.set}
          onPress={() => changes.enable(one)}
        />
      ) : (
        <Action
          label={t('disable')}
          icon="disable"
          permission={changes.permissions.set}
          isDisabled={!isOne}
          onPress={onDisable}
        />
      )}
      <Action
        label={t('remove')}
        icon="remove"
        keys="Del"
        permission={changes.permissions.remove}
        isDisabled={selectedRows.length === 0}
        onPress={onRemove}
      />
      <Action label={t('refresh')} icon="refresh" iconOnly onPress={() => void list.query.refetch()} />
    </Toolbar>
  );
}

/** Mailbox servers alone: an Edge server is not offered. */
function ServerChoice({ server, onServer }: Pick<ConnectorToolbarProps, 'server' | 'onServer'>) {
  const t = useTexts(receiveConnectorTexts);
  const { data } = useQuery(queries.list('Servers', api.servers));
  const own = data?.rows.filter(({ ServerRole }) => ServerRole !== 'Edge') ?? [];
  const hasEdges = data !== undefined && own.length < data.rows.length;
  const names = own.map(({ Name }) => ({ value: Name, label: Name }));
  return (
    <Select
      label={t('server')}
      isInline
      value={server}
      options={[{ value: '', label: t('allServers') }, ...names]}
      onChange={onServer}
      {...(hasEdges && { description: t('edgeServers') })}
    />
  );
}
