import { usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  Action,
  Icon,
  ListToolbar,
  Menu,
  MenuItem,
  toasts,
  useShortcut,
  type List,
} from '../../../ui/index.js';
import { accountsTexts } from './accounts.text.js';
import type { Account } from './columns.js';
import { useAccountOrder } from './use-account-order.js';

export type Asked = 'new' | 'edit' | 'disable' | 'password' | 'factor' | 'remove';

export interface AccountsToolbarProps {
  readonly list: List<Account>;
  readonly onAsk: (asked: Asked) => void;
}

export function AccountsToolbar({ list, onAsk }: AccountsToolbarProps) {
  const t = useTexts(accountsTexts);
  const may = usePermission('Set-Administrator');
  const one = list.selectedRows.length === 1 ? list.selectedRows[0] : undefined;
  const ask = (asked: Asked, isPossible: boolean) => (): boolean => {
    if (!isPossible || !may.allowed) return false;
    onAsk(asked);
    return true;
  };
  const askNew = ask('new', true);
  const askEdit = ask('edit', one !== undefined);
  const askRemove = ask('remove', one !== undefined && !one.builtIn);
  useShortcut('n', askNew);
  useShortcut('e', askEdit);
  useShortcut('Delete', askRemove);
  return (
    <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
      <Action label={t('new')} icon="add" keys="n" permission={may} onPress={askNew} />
      <Action
        label={t('roleGroups')}
        icon="edit"
        keys="e"
        permission={may}
        isDisabled={one === undefined}
        onPress={askEdit}
      />
      <Switch row={one} onDisable={ask('disable', one !== undefined)} />
      <More row={may.allowed ? one : undefined} onAsk={onAsk} />
    </ListToolbar>
  );
}

interface SwitchProps {
  readonly row: Account | undefined;
  readonly onDisable: () => void;
}

/** Enabling asks nothing. */
function Switch({ row, onDisable }: SwitchProps) {
  const t = useTexts(accountsTexts);
  const permission = usePermission('Set-Administrator');
  const name = row?.name ?? '';
  const enable = useAccountOrder('Set-Administrator', () => t('enabledToast', { name }), nothing);
  return row?.enabled === false ? (
    <Action
      label={t('enable')}
      icon="enable"
      permission={permission}
      onPress={() => enable.mutate({ name, enabled: true }, { onError: told })}
    />
  ) : (
    <Action
      label={t('disable')}
      icon="disable"
      permission={permission}
      isDisabled={row === undefined}
      onPress={onDisable}
    />
  );
}

interface MoreProps {
  /** Undefined: there is nothing to do, or no right to do it. */
  readonly row: Account | undefined;
  readonly onAsk: (asked: Asked) => void;
}

function More({ row, onAsk }: MoreProps) {
  const t = useTexts(accountsTexts);
  const name = row?.name ?? '';
  const end = useAccountOrder(
    'Remove-AdministratorSession',
    (ended) => t('endedToast', { name, count: ended.length }),
    nothing,
  );
  const hasNoPassword = row === undefined || row.builtIn || row.linkedMasterAccount !== undefined;
  return (
    <Menu label={t('more')} button={<Icon name="more" />}>
      <MenuItem
        label={t('endSessions')}
        isDisabled={row === undefined}
        onAction={() => end.mutate({ administrator: name }, { onError: told })}
      />
      <MenuItem label={t('resetPassword')} isDisabled={hasNoPassword} onAction={() => onAsk('password')} />
      <MenuItem
        label={t('resetFactor')}
        isDisabled={row?.secondFactor !== true}
        onAction={() => onAsk('factor')}
      />
      <MenuItem
        label={t('remove')}
        keys="Del"
        isDisabled={row === undefined || row.builtIn}
        onAction={() => onAsk('remove')}
      />
    </Menu>
  );
}

const nothing = (): void => undefined;
const told = ({ message }: Error): void => toasts.show(message, 'bad');
