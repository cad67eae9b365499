import './servers.css';

import { useMemo } from 'react';

import { api, usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  Action,
  ListToolbar,
  ListView,
  Opened,
  toasts,
  useList,
  useShortcut,
  useUrlState,
  type List,
} from '../../../ui/index.js';
import { searchedText, serverColumns } from './columns.js';
import { EditServer } from './edit/edit-server.js';
import { MaintenanceDialog } from './maintenance/maintenance-dialog.js';
import { ServerDetails } from './server-details.js';
import type { ServerRow } from './server-row.js';
import { serversTexts } from './servers.text.js';
import { useServers } from './use-servers.js';

type DialogName = 'edit' | 'maintenance';

/** Servers > Servers: what each one is made of, its settings, and its maintenance. */
export default function ServersPage() {
  const t = useTexts(serversTexts);
  const query = useServers();
  const columns = useMemo(() => serverColumns(t), [t]);
  const list = useList({
    query,
    columns,
    keyOf: ({ Guid }) => Guid,
    textOf: searchedText,
    sortedBy: 'server',
  });
  const [{ dialog }, setUrl] = useUrlState({ dialog: '' });
  const one = list.selectedRows.length === 1 ? list.selectedRows[0] : undefined;
  const open = (next: DialogName): void => setUrl({ dialog: next });
  const close = (): void => setUrl({ dialog: '' });
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={<ServersToolbar list={list} one={one} open={open} />}
        empty={<p>{t('empty')}</p>}
        details={
          list.selectedRows.length > 0 && (
            <ServerDetails
              rows={list.selectedRows}
              onClose={() => list.select({ ...list.selection, keys: new Set() })}
            />
          )
        }
        onOpen={() => open('edit')}
      />
      {one && dialog === 'edit' && <Editing row={one} list={list} onClose={close} />}
      {one && dialog === 'maintenance' && <MaintenanceDialog row={one} onClose={close} key={one.Guid} />}
    </>
  );
}

interface ServersToolbarProps {
  readonly list: List<ServerRow>;
  /** The only one that is selected. */
  readonly one: ServerRow | undefined;
  readonly open: (dialog: DialogName) => void;
}

function ServersToolbar({ list, one, open }: ServersToolbarProps) {
  const t = useTexts(serversTexts);
  const edit = (): unknown => one !== undefined && open('edit');
  const maintain = (): unknown => one !== undefined && open('maintenance');
  useShortcut('F2', edit);
  useShortcut('e', edit);
  useShortcut('s', maintain);
  return (
    <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
      <Action label={t('edit')} icon="edit" keys="F2" isDisabled={one === undefined} onPress={edit} />
      <Action
        label={t('maintenance')}
        icon="pause"
        keys="s"
        isDisabled={one === undefined}
        onPress={maintain}
      />
    </ListToolbar>
  );
}

interface EditingProps {
  readonly row: ServerRow;
  readonly list: List<ServerRow>;
  readonly onClose: () => void;
}

function Editing({ row, list, onClose }: EditingProps) {
  const t = useTexts(serversTexts);
  const { allowed } = usePermission('Set-TransportService');
  return (
    <Opened kind="Servers" source={api.servers} identity={row.Identity} onClose={onClose} key={row.Guid}>
      {(object, tag) => (
        <EditServer
          {...{ object, tag, onClose }}
          mayChange={allowed}
          onSaved={() => {
            onClose();
            list.goTo(row.Guid);
            toasts.show(t('saved', { name: row.Name }));
          }}
        />
      )}
    </Opened>
  );
}
