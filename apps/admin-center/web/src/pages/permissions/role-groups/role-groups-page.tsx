import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queries, usePermission } from '../../../api/index.js';
import { useTexts, type TextKey, type Texts } from '../../../text/index.js';
import {
  Action,
  ListToolbar,
  ListView,
  toasts,
  useList,
  useShortcut,
  useUrlDialog,
  type Column,
  type List,
  type ObjectRow,
} from '../../../ui/index.js';
import { CopyRoleGroup } from './copy-role-group.js';
import {
  EditMembers,
  membersOf,
  RoleGroupDetails,
  type Account,
  type OfRoleGroup,
  type RoleGroup,
} from './role-group-dialogs.js';
import { roleGroupsTexts } from './role-groups.text.js';

const nobody: readonly Account[] = [];

/** Permissions > Role groups: who may what. */
export default function RoleGroupsPage() {
  const t = useTexts(roleGroupsTexts);
  const query = useQuery({ ...queries.list('RoleGroups', api.roleGroups), select: ({ rows }) => rows });
  const { data: accounts = nobody } = useQuery(queries.run('Get-Administrator', {}));
  const columns = useMemo(() => roleGroupColumns(t, accounts), [t, accounts]);
  const list = useList({ query, columns, keyOf: ({ Guid }) => Guid, textOf, sortedBy: 'name' });
  const [asked, setAsked] = useUrlDialog(['edit', 'copy']);
  const permission = usePermission('Set-RoleGroupMember');
  const mayCopy = usePermission('New-RoleGroup');
  const one = list.selectedRows.length === 1 ? list.selectedRows[0] : undefined;
  const edit = (): boolean => {
    if (one === undefined || !permission.allowed) return false;
    setAsked('edit');
    return true;
  };
  useShortcut('e', edit);
  useShortcut('F2', edit);
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        onOpen={edit}
        toolbar={
          <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
            <Action
              label={t('editMembers')}
              icon="edit"
              keys="e"
              permission={permission}
              isDisabled={one === undefined}
              onPress={edit}
            />
            <Action
              label={t('copy')}
              icon="copy"
              permission={mayCopy}
              isDisabled={one === undefined}
              onPress={() => setAsked('copy')}
            />
          </ListToolbar>
        }
        empty={<p>{t('empty')}</p>}
        details={
          one && (
            <RoleGroupDetails
              row={one}
              accounts={accounts}
              onClose={() => list.select({ ...list.selection, keys: new Set() })}
            />
          )
        }
      />
      {asked && one && <Asked {...{ asked, row: one, accounts, list }} onClose={() => setAsked(undefined)} />}
    </>
  );
}

interface AskedProps extends OfRoleGroup {
  readonly asked: 'edit' | 'copy';
  readonly list: List<RoleGroup>;
}

function Asked({ asked, list, ...props }: AskedProps) {
  const t = useTexts(roleGroupsTexts);
  if (asked === 'edit') return <EditMembers {...props} />;
  const { row, onClose } = props;
  const made = ({ Guid, Name }: ObjectRow): void => {
    onClose();
    list.goTo(Guid);
    toasts.show(t('copiedToast', { name: Name }));
  };
  return <CopyRoleGroup {...{ row, onClose }} onSaved={made} />;
}

function roleGroupColumns(
  t: Texts<TextKey<typeof roleGroupsTexts>>,
  accounts: readonly Account[],
): readonly Column<RoleGroup>[] {
  const names = (row: RoleGroup): string =>
    membersOf(row, accounts)
      .map(({ name }) => name)
      .join(', ');
  return [
    {
      id: 'name',
      head: t('name'),
      width: 'minmax(180px, 1fr)',
      line: 1,
      sortBy: ({ Name }) => Name,
      render: ({ Name }) => Name,
    },
    {
      id: 'members',
      head: t('members'),
      width: 'minmax(120px, 1fr)',
      line: 2,
      sortBy: names,
      render: (row) => names(row) || '–',
    },
    {
      id: 'description',
      head: t('description'),
      width: 'minmax(200px, 2fr)',
      render: ({ Description }) => Description,
    },
  ];
}

function textOf({ Name, Description, Roles }: RoleGroup): string {
  return [Name, Description, ...Roles].join(' ');
}
