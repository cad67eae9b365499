import { useState } from 'react';

import { api, usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  Action,
  BulkDialog,
  Toolbar,
  useMessageOrders,
  useShortcut,
  type Chosen,
} from '../../../ui/index.js';
import { messageViewTexts } from './message-view.text.js';
import type { Copy, KnownMessage } from './use-message.js';

/** What can be done with the copies that wait. */
export function MessageToolbar({ known }: { readonly known: KnownMessage }) {
  const t = useTexts(messageViewTexts);
  const permission = usePermission('New-MessageOperation');
  const [isRemoving, setIsRemoving] = useState(false);
  const close = (): void => setIsRemoving(false);
  const { order } = useMessageOrders(known.refresh);
  const { copies } = known;
  const chosen = chosenOf(copies);
  const reason = copies.length === 0 ? t('notQueued') : undefined;
  const may = permission.allowed && reason === undefined;
  const give = (kind: 'Retry' | 'Suspend' | 'Resume') => may && order({ chosen, kind });
  useShortcut('r', () => give('Retry'));
  useShortcut('s', () => give('Suspend'));
  useShortcut('u', () => give('Resume'));
  useShortcut('Delete', () => setIsRemoving(may));
  const withheld = { permission, reason };
  return (
    <>
      <Toolbar label={t('toolbar')}>
        <Action {...withheld} label={t('retry')} icon="retry" keys="r" onPress={() => give('Retry')} />
        <Action {...withheld} label={t('suspend')} icon="pause" keys="s" onPress={() => give('Suspend')} />
        <Action {...withheld} label={t('resume')} icon="play" keys="u" onPress={() => give('Resume')} />
        <Action
          {...withheld}
          label={t('remove')}
          icon="remove"
          keys="Del"
          onPress={() => setIsRemoving(may)}
        />
        <ExportAction copies={copies} />
        <span className="divider" />
        <Action label={t('refresh')} icon="refresh" iconOnly onPress={known.refresh} />
      </Toolbar>
      {isRemoving && <BulkDialog chosen={chosen} order={{ kind: 'Remove' }} onClose={close} onDone={close} />}
    </>
  );
}

function chosenOf(copies: readonly Copy[]): Chosen {
  return { ids: [...new Set(copies.map(({ queue, internalId }) => `${queue}\\${internalId}`))] };
}

function ExportAction({ copies }: { readonly copies: readonly Copy[] }) {
  const t = useTexts(messageViewTexts);
  const permission = usePermission('Export-Message');
  const copy = copies.find(({ status }) => status === 'Suspended');
  const reason = copies.length === 0 ? t('notQueued') : t('exportSuspended');
  return (
    <Action
      label={t('export')}
      icon="download"
      permission={permission}
      reason={copy === undefined ? reason : undefined}
      onPress={() => copy && location.assign(api.exportPath(copy.internalId, copy.number))}
    />
  );
}
