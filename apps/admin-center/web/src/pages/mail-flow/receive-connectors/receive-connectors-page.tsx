import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, queries, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  Button,
  ListView,
  useList,
  useShortcut,
  useSubscribedEdges,
  useUrlState,
  type List,
} from '../../../ui/index.js';
import { receiveConnectorColumns, searchedText } from './columns.js';
import { ConnectorDetails } from './connector-details.js';
import { ConnectorDialogs, type ConnectorDialog } from './connector-dialogs.js';
import { ConnectorToolbar } from './connector-toolbar.js';
import { DisableConnector, RemoveConnectors } from './confirm-change.js';
import { receiveConnectorTexts } from './receive-connectors.text.js';
import { useConnectorChanges, type ConnectorChanges } from './use-connector-changes.js';

export type ReceiveConnector = ObjectOf<'ReceiveConnectors'>;

/** Where Edit has Scoping. */
const scopingTab = 2;

/** Mail flow > Receive connectors. */
export default function ReceiveConnectorsPage() {
  const t = useTexts(receiveConnectorTexts);
  const url = usePageUrl();
  const { server, open } = url;
  const list = useConnectorList(server);
  const { servers, hasEdges } = useServers();
  const [asking, setAsking] = useState<'remove' | 'disable'>();
  const changes = useConnectorChanges(() => setAsking(undefined));
  const { selectedRows } = list;
  useKeys({ list, changes, open, onRemove: () => setAsking('remove') });
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={
          <ConnectorToolbar
            {...{ list, server, servers, hasEdges, changes }}
            onDialog={open}
            onServer={url.setServer}
            onRemove={() => setAsking('remove')}
            onDisable={() => setAsking('disable')}
          />
        }
        empty={
          <>
            <p>{t('empty')}</p>
            {changes.permissions.add.allowed && <Button onPress={() => open('new')}>{t('new')}</Button>}
          </>
        }
        details={selectedRows.length > 0 && <SelectedDetails list={list} open={open} />}
        onOpen={() => open('edit')}
      />
      <PageDialogs {...{ list, servers, url }} />
      <Asking {...{ asking, changes, rows: selectedRows }} onClose={() => setAsking(undefined)} />
    </>
  );
}

/** What of the page is in its address, beside the list. */
interface PageUrl {
  readonly server: string;
  readonly dialog: string;
  readonly tab: number;
  /** Addresses for the dialog that makes a connector, with commas between. */
  readonly ranges: string;
  readonly open: (dialog: ConnectorDialog, tab?: number) => void;
  readonly close: () => void;
  readonly setServer: (server: string) => void;
}

function usePageUrl(): PageUrl {
  const [{ server, dialog, tab, ranges }, setUrl] = useUrlState({
    server: '',
    dialog: '',
    tab: '0',
    ranges: '',
  });
  return {
    server,
    dialog,
    tab: Number(tab),
    ranges,
    open: (next, at = 0) => setUrl({ dialog: next, tab: String(at) }),
    close: () => setUrl({ dialog: '', tab: '0', ranges: '' }),
    setServer: (name) => setUrl({ server: name }),
  };
}

function useConnectorList(server: string): List<ReceiveConnector> {
  const t = useTexts(receiveConnectorTexts);
  const input = server === '' ? {} : { server };
  const query = useQuery({
    ...queries.list('ReceiveConnectors', api.receiveConnectors, input),
    select: ({ rows }) => rows,
  });
  const columns = useMemo(() => receiveConnectorColumns(t), [t]);
  return useList({ query, columns, keyOf: ({ Guid }) => Guid, textOf: searchedText, sortedBy: 'name' });
}

function SelectedDetails({
  list,
  open,
}: {
  readonly list: List<ReceiveConnector>;
  readonly open: PageUrl['open'];
}) {
  return (
    <ConnectorDetails
      rows={list.selectedRows}
      all={list.query.data ?? []}
      onScoping={(guid) => {
        list.goTo(guid);
        open('edit', scopingTab);
      }}
      onClose={() => list.select({ ...list.selection, keys: new Set() })}
    />
  );
}

interface PageDialogsProps {
  readonly list: List<ReceiveConnector>;
  readonly servers: readonly ObjectOf<'Servers'>[];
  readonly url: PageUrl;
}

function PageDialogs({ list, servers, url: { dialog, tab, ranges, server, open, close } }: PageDialogsProps) {
  const [one] = list.selectedRows;
  return (
    <ConnectorDialogs
      {...{ dialog, tab, servers, server }}
      ranges={ranges.split(',').filter((range) => range !== '')}
      row={one}
      onClose={() => {
        close();
        if (one) list.goTo(one.Guid);
      }}
      onMade={({ Guid }, at) => {
        list.goTo(Guid);
        if (at === undefined) close();
        else open('edit', at);
      }}
    />
  );
}

interface AskingProps {
  readonly asking: 'remove' | 'disable' | undefined;
  readonly changes: ConnectorChanges;
  readonly rows: readonly ReceiveConnector[];
  readonly onClose: () => void;
}

function Asking({ asking, changes, rows, onClose }: AskingProps) {
  const [row] = rows;
  if (row === undefined) return null;
  if (asking === 'remove') return <RemoveConnectors {...{ rows, changes, onClose }} />;
  return asking === 'disable' ? <DisableConnector {...{ row, changes, onClose }} /> : null;
}

/** Mailbox servers, and whether there are others: connectors of an Edge are made in its own shell. */
function useServers() {
  const { data } = useQuery(queries.list('Servers', api.servers));
  const edges = useSubscribedEdges();
  const servers = data?.rows.filter(({ ServerRole }) => ServerRole !== 'Edge') ?? [];
  return { servers, hasEdges: edges.length > 0 };
}

interface Keys {
  readonly list: List<ReceiveConnector>;
  readonly changes: ConnectorChanges;
  readonly open: (dialog: ConnectorDialog) => void;
  readonly onRemove: () => void;
}

function useKeys({ list: { selectedRows }, changes: { permissions }, open, onRemove }: Keys): void {
  const edit = (): unknown => selectedRows.length === 1 && open('edit');
  const add = (): unknown => permissions.add.allowed && open('new');
  useShortcut('n', add);
  useShortcut('Insert', add);
  useShortcut('e', edit);
  useShortcut('F2', edit);
  useShortcut('Delete', () => selectedRows.length > 0 && permissions.remove.allowed && onRemove());
}
