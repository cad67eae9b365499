import { useQuery } from '@tanstack/react-query';
import { useMemo, type ComponentType } from 'react';

import { queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { ListView, useList, useUrlDialog } from '../../../ui/index.js';
import { AccountDetails } from './account-details.js';
import {
  DisableAccount,
  EditRoleGroups,
  NewAccount,
  RemoveAccount,
  ResetPassword,
  ResetSecondFactor,
} from './account-dialogs.js';
import { accountsTexts } from './accounts.text.js';
import { AccountsToolbar, type Asked } from './accounts-toolbar.js';
import { accountColumns, searchedText, type Account } from './columns.js';

const askedOfOne = ['edit', 'disable', 'password', 'factor', 'remove'] as const;

/** Of one account. */
const dialogs: Readonly<
  Record<Exclude<Asked, 'new'>, ComponentType<{ readonly row: Account; readonly onClose: () => void }>>
> = {
  edit: EditRoleGroups,
  disable: DisableAccount,
  password: ResetPassword,
  factor: ResetSecondFactor,
  remove: RemoveAccount,
};

/** Permissions > Accounts: who may sign in here. */
export default function AccountsPage() {
  const t = useTexts(accountsTexts);
  const query = useQuery(queries.run('Get-Administrator', {}));
  const columns = useMemo(() => accountColumns(t), [t]);
  const list = useList({ query, columns, keyOf: ({ name }) => name, textOf: searchedText, sortedBy: 'name' });
  const [asked, setAsked] = useUrlDialog<Asked>(['new', ...askedOfOne]);
  const [one] = list.selectedRows;
  const close = (): void => setAsked(undefined);
  const Asking = asked === undefined || asked === 'new' ? undefined : dialogs[asked];
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={<AccountsToolbar list={list} onAsk={setAsked} />}
        empty={<p>{t('empty')}</p>}
        details={
          one && (
            <AccountDetails row={one} onClose={() => list.select({ ...list.selection, keys: new Set() })} />
          )
        }
      />
      {asked === 'new' && <NewAccount onClose={close} />}
      {Asking && one && <Asking row={one} onClose={close} />}
    </>
  );
}
