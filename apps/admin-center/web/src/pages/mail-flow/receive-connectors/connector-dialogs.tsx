import { api, usePermission, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Declared, Opened, toasts } from '../../../ui/index.js';
import { connectorFormTexts } from './connector-forms.text.js';
import { CopyConnector } from './copy-connector.js';
import { EditConnector } from './edit/edit-connector.js';
import { RelayDevice } from './relay-device.js';
import { useListening } from './use-listening.js';
import { NewConnector } from './wizard/new-connector.js';

type Connector = ObjectOf<'ReceiveConnectors'>;

/** Dialogs of the page, as its address has them. */
export const connectorDialogs = ['new', 'relay', 'edit', 'copy'] as const;
export type ConnectorDialog = (typeof connectorDialogs)[number];

export interface ConnectorDialogsProps {
  readonly dialog: string;
  /** Index of the tab of Edit. */
  readonly tab: number;
  /** Of the list, for Edit and Copy. */
  readonly row: Connector | undefined;
  readonly servers: readonly ObjectOf<'Servers'>[];
  /** That is chosen above the list. */
  readonly server: string;
  /** Of whom a connector is made: addresses. */
  readonly ranges: readonly string[];
  readonly onClose: () => void;
  /** Closes, and goes to what was made; `tab`: and opens it there. */
  readonly onMade: (made: Connector, tab?: number) => void;
}

/** Where Edit has Security. */
const securityTab = 1;

export function ConnectorDialogs(props: ConnectorDialogsProps) {
  const { dialog, tab, row, servers, server, ranges, onClose, onMade } = props;
  const t = useTexts(connectorFormTexts);
  const listening = useListening();
  const mayChange = usePermission('Set-ReceiveConnector').allowed;
  const names = servers.map(({ Name }) => Name).toSorted((one) => (one === server ? -1 : 0));
  const made = (connector: Connector, at?: number): void => {
    onMade(connector, at);
    void listening(connector);
  };
  if (dialog === 'new' && names.length > 0) {
    return (
      <NewConnector
        servers={names}
        onClose={onClose}
        onSaved={(connector, andSecurity) => made(connector, andSecurity ? securityTab : undefined)}
      />
    );
  }
  if (dialog === 'relay' && names[0] !== undefined) {
    return (
      <RelayDevice
        server={names[0]}
        ranges={ranges}
        onClose={onClose}
        onSaved={(connector) => onMade(connector)}
      />
    );
  }
  if (row === undefined) return null;
  if (dialog === 'copy') {
    return <CopyConnector object={row} servers={servers} onClose={onClose} onSaved={made} />;
  }
  if (dialog !== 'edit') return null;
  return (
    <Opened
      kind="ReceiveConnectors"
      source={api.receiveConnectors}
      identity={row.Identity}
      onClose={onClose}
      key={row.Guid}
    >
      {(object, tag) => (
        <Declared kind="ReceiveConnectors">
          {(declared) => (
            <EditConnector
              {...{ object, tag, declared, mayChange, onClose }}
              at={tab}
              onSaved={() => {
                onClose();
                toasts.show(t('saved', { name: object.Name }));
              }}
            />
          )}
        </Declared>
      )}
    </Opened>
  );
}
