import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import type { ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  Action,
  Icon,
  ListToolbar,
  Menu,
  MenuItem,
  Select,
  TransportSettingsDialog,
  type List,
} from '../../../ui/index.js';
import { bindingParts, rangeText } from './addresses/range-text.js';
import { isEverywhere } from './columns.js';
import type { ConnectorDialog } from './connector-dialogs.js';
import type { ReceiveConnector } from './receive-connectors-page.js';
import { receiveConnectorTexts } from './receive-connectors.text.js';
import type { ConnectorChanges } from './use-connector-changes.js';

export interface ConnectorToolbarProps {
  readonly list: List<ReceiveConnector>;
  /** Empty: all. */
  readonly server: string;
  readonly onServer: (name: string) => void;
  readonly changes: ConnectorChanges;
  /** Mailbox servers. */
  readonly servers: readonly ObjectOf<'Servers'>[];
  readonly hasEdges: boolean;
  readonly onDialog: (dialog: ConnectorDialog) => void;
  readonly onRemove: () => void;
  readonly onDisable: () => void;
}

export function ConnectorToolbar(props: ConnectorToolbarProps) {
  const { list } = props;
  const t = useTexts(receiveConnectorTexts);
  return (
    <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
      <ServerChoice {...props} />
      <span className="divider" />
      <MakingActions {...props} />
      <ChangingActions {...props} />
      <AskingActions {...props} />
      <MoreMenu />
    </ListToolbar>
  );
}

/** Where EAC has it. */
function MoreMenu() {
  const t = useTexts(receiveConnectorTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Menu label={t('more')} button={<Icon name="more" />}>
        <MenuItem label={t('transportSettings')} onAction={() => setIsOpen(true)} />
      </Menu>
      {isOpen && <TransportSettingsDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}

function MakingActions({ servers, changes: { permissions }, onDialog }: ConnectorToolbarProps) {
  const t = useTexts(receiveConnectorTexts);
  const making = { icon: 'add', permission: permissions.add, isDisabled: servers.length === 0 } as const;
  return (
    <>
      <Action label={t('new')} keys="N" {...making} onPress={() => onDialog('new')} />
      <Action label={t('relayDevice')} {...making} onPress={() => onDialog('relay')} />
    </>
  );
}

function ChangingActions({ list, changes, onDialog, onRemove, onDisable }: ConnectorToolbarProps) {
  const t = useTexts(receiveConnectorTexts);
  const { selectedRows } = list;
  const one = selectedRows.length === 1 ? selectedRows[0] : undefined;
  const permission = changes.permissions.set;
  return (
    <>
      <Action
        label={t('edit')}
        icon="edit"
        keys="F2"
        isDisabled={one === undefined}
        onPress={() => onDialog('edit')}
      />
      {one?.Enabled === false ? (
        <Action label={t('enable')} icon="enable" {...{ permission }} onPress={() => changes.enable(one)} />
      ) : (
        <Action
          label={t('disable')}
          icon="disable"
          {...{ permission }}
          isDisabled={one === undefined}
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
    </>
  );
}

function AskingActions({ list, server, servers, changes, onDialog }: ConnectorToolbarProps) {
  const t = useTexts(receiveConnectorTexts);
  const navigate = useNavigate();
  const { selectedRows } = list;
  const one = selectedRows.length === 1 ? selectedRows[0] : undefined;
  return (
    <>
      <Action
        label={t('copyToServer')}
        icon="copy"
        iconOnly
        permission={changes.permissions.add}
        isDisabled={one === undefined || servers.length < 2}
        onPress={() => onDialog('copy')}
      />
      <Action
        label={t('explain')}
        icon="explain"
        iconOnly
        isDisabled={one === undefined}
        onPress={() => one && void navigate({ href: explainHref(one, server) })}
      />
    </>
  );
}

/** Mailbox servers alone: an Edge server is not offered. */
function ServerChoice({ server, onServer, servers, hasEdges }: ConnectorToolbarProps) {
  const t = useTexts(receiveConnectorTexts);
  const names = servers.map(({ Name }) => ({ value: Name, label: Name }));
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

/** The question that is asked of a connector first: who serves the first address of its range. */
function explainHref({ Server, Bindings, RemoteIPRanges }: ReceiveConnector, server: string): string {
  const { port, address } = bindingParts(Bindings[0] ?? '0.0.0.0:25');
  const [first = ''] = RemoteIPRanges;
  const from = isEverywhere(first) ? '' : (rangeText(first).split('-')[0] ?? '');
  const local = address === '0.0.0.0' || address === '::' ? '' : address;
  const question = new URLSearchParams({
    server: server || Server,
    port,
    from,
    ...(local !== '' && { local }),
  });
  return `/tools/explain-connection?${question.toString()}`;
}
