import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, queries, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { ListView, useList, useShortcut, useUrlState } from '../../../ui/index.js';
import { receiveConnectorColumns, searchedText } from './columns.js';
import { ConnectorDetails } from './connector-details.js';
import { ConnectorToolbar } from './connector-toolbar.js';
import { DisableConnector, RemoveConnectors } from './confirm-change.js';
import { receiveConnectorTexts } from './receive-connectors.text.js';
import { useConnectorChanges } from './use-connector-changes.js';

export type ReceiveConnector = ObjectOf<'ReceiveConnectors'>;

/** Mail flow > Receive connectors. */
export default function ReceiveConnectorsPage() {
  const t = useTexts(receiveConnectorTexts);
  const [{ server }, setUrl] = useUrlState({ server: '' });
  const input = server === '' ? {} : { server };
  const query = useQuery({
    ...queries.list('ReceiveConnectors', api.receiveConnectors, input),
    select: ({ rows }) => rows,
  });
  const columns = useMemo(() => receiveConnectorColumns(t), [t]);
  const list = useList({ query, columns, keyOf: ({ Guid }) => Guid, textOf: searchedText, sortedBy: 'name' });
  const [asking, setAsking] = useState<'remove' | 'disable'>();
  const changes = useConnectorChanges(() => setAsking(undefined));
  const { selectedRows } = list;
  const [one] = selectedRows;

  useShortcut(
    'Delete',
    () => selectedRows.length > 0 && changes.permissions.remove.allowed && setAsking('remove'),
  );
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={
          <ConnectorToolbar
            list={list}
            server={server}
            onServer={(name) => setUrl({ server: name })}
            changes={changes}
            onRemove={() => setAsking('remove')}
            onDisable={() => setAsking('disable')}
          />
        }
        empty={<p>{t('empty')}</p>}
        details={
          one && (
            <ConnectorDetails
              rows={selectedRows}
              onClose={() => list.select({ ...list.selection, keys: new Set() })}
            />
          )
        }
      />
      {asking === 'remove' && one && (
        <RemoveConnectors rows={selectedRows} changes={changes} onClose={() => setAsking(undefined)} />
      )}
      {asking === 'disable' && one && (
        <DisableConnector row={one} changes={changes} onClose={() => setAsking(undefined)} />
      )}
    </>
  );
}
