import { Problem } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Confirm } from '../../../ui/index.js';
import type { ReceiveConnector } from './receive-connectors-page.js';
import { receiveConnectorTexts } from './receive-connectors.text.js';
import type { ConnectorChanges } from './use-connector-changes.js';

interface Asking {
  readonly changes: ConnectorChanges;
  readonly onClose: () => void;
}

/** What the server calls a danger has to be typed. */
function isDanger(error: Error | null): boolean {
  return error instanceof Problem && error.is('confirmation-required');
}

export function RemoveConnectors({
  rows,
  changes,
  onClose,
}: Asking & { readonly rows: readonly ReceiveConnector[] }) {
  const t = useTexts(receiveConnectorTexts);
  const { error, isPending } = changes;
  const force = isDanger(error);
  return (
    <Confirm
      title={t('removeTitle', { count: rows.length })}
      action={t('removeAction', { count: rows.length })}
      onConfirm={() => changes.remove(rows, force)}
      onClose={() => closed(changes, onClose)}
      typed={force ? rows[0]?.Name : undefined}
      error={error}
      isPending={isPending}
    >
      <ul>
        {rows.map(({ Guid, Identity }) => (
          <li key={Guid}>{Identity}</li>
        ))}
      </ul>
      <p className="dim">{t('removeText')}</p>
    </Confirm>
  );
}

export function DisableConnector({ row, changes, onClose }: Asking & { readonly row: ReceiveConnector }) {
  const t = useTexts(receiveConnectorTexts);
  const { error, isPending } = changes;
  const force = isDanger(error);
  return (
    <Confirm
      title={t('disableTitle', { name: row.Name })}
      action={t('disable')}
      onConfirm={() => changes.disable(row, force)}
      onClose={() => closed(changes, onClose)}
      typed={force ? row.Name : undefined}
      error={error}
      isPending={isPending}
    >
      <p className="dim">{t('removeText')}</p>
    </Confirm>
  );
}

function closed(changes: ConnectorChanges, onClose: () => void): void {
  changes.forget();
  onClose();
}
