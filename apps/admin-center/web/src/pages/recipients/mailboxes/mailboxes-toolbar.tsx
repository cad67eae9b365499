import { usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Action, ListToolbar, useShortcut, type List } from '../../../ui/index.js';
import type { Mailbox } from './columns.js';
import { mailboxesTexts } from './mailboxes.text.js';

export type Asked = 'new' | 'edit' | 'remove' | 'password';

export interface MailboxesToolbarProps {
  readonly list: List<Mailbox>;
  readonly onAsk: (asked: Asked) => void;
}

export function MailboxesToolbar({ list, onAsk }: MailboxesToolbarProps) {
  const t = useTexts(mailboxesTexts);
  const may = {
    new: usePermission('New-Mailbox'),
    remove: usePermission('Remove-Mailbox'),
    password: usePermission('Set-Password'),
  };
  const { length } = list.selectedRows;
  const ask = (asked: Asked, isPossible: boolean) => (): boolean => {
    if (isPossible) onAsk(asked);
    return isPossible;
  };
  const askNew = ask('new', may.new.allowed);
  const askEdit = ask('edit', length === 1);
  const askRemove = ask('remove', length > 0 && may.remove.allowed);
  useShortcut('n', askNew);
  useShortcut('e', askEdit);
  useShortcut('F2', askEdit);
  useShortcut('Delete', askRemove);
  return (
    <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
      <Action label={t('new')} icon="add" keys="n" permission={may.new} onPress={askNew} />
      <Action label={t('edit')} icon="edit" keys="e" isDisabled={length !== 1} onPress={askEdit} />
      <Action
        label={t('resetPassword')}
        icon="permissions"
        permission={may.password}
        isDisabled={length !== 1}
        onPress={ask('password', length === 1)}
      />
      <Action
        label={t('remove')}
        icon="remove"
        keys="Del"
        permission={may.remove}
        isDisabled={length === 0}
        onPress={askRemove}
      />
    </ListToolbar>
  );
}
