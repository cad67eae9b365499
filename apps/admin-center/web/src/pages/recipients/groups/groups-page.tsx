import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  joinedQuery,
  ObjectPage,
  Opened,
  type ListQuery,
  type ObjectDialogProps,
} from '../../../ui/index.js';
import { groupColumns, searchedText } from './columns.js';
import { EditGroup } from './edit-group.js';
import { GroupDetails } from './group-details.js';
import { groupKinds, ordersOf, useGroupRights, type Group, type GroupKind } from './group.js';
import { groupsTexts } from './groups.text.js';
import { NewGroup } from './new-group.js';

/** Recipients > Groups: of both kinds, in one list. */
export default function GroupsPage() {
  const t = useTexts(groupsTexts);
  const query = useGroups();
  const columns = useMemo(() => groupColumns(t), [t]);
  const { add, set, remove } = useGroupRights();
  return (
    <ObjectPage
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      {...{ query, columns }}
      permissions={{
        add: add.DistributionGroups,
        set: set.DistributionGroups,
        remove: remove.DistributionGroups,
      }}
      making={[
        { dialog: 'DistributionGroups', label: t('newDistribution'), permission: add.DistributionGroups },
        {
          dialog: 'DynamicDistributionGroups',
          label: t('newDynamic'),
          permission: add.DynamicDistributionGroups,
        },
      ]}
      textOf={searchedText}
      details={(row) => <GroupDetails row={row} key={row.Guid} />}
      newDialog={(props, kind) => isGroupKind(kind) && <NewGroup {...props} kind={kind} />}
      editDialog={(row, props) => (
        <Edited {...props} row={row} mayChange={set[row.kind].allowed} key={row.Guid} />
      )}
      remove={({ kind, Identity }, force) => ordersOf[kind].remove(Identity, { force })}
      tryRemoval={({ kind, Identity }) => ordersOf[kind].remove(Identity, { validateOnly: true })}
    />
  );
}

function isGroupKind(text: string): text is GroupKind {
  return groupKinds.includes(text as GroupKind);
}

function Edited({
  row: { kind, Identity },
  mayChange,
  onClose,
  onSaved,
}: ObjectDialogProps & { readonly row: Group; readonly mayChange: boolean }) {
  return (
    <Opened kind={kind} source={ordersOf[kind] as never} identity={Identity} onClose={onClose}>
      {(object, tag) => (
        <EditGroup {...{ kind, object, tag, mayChange, onClose }} onSaved={() => onSaved(object)} />
      )}
    </Opened>
  );
}

function useGroups(): ListQuery<Group> {
  return useQueries({
    queries: [
      queries.list('DistributionGroups', api.distributionGroups),
      queries.list('DynamicDistributionGroups', api.dynamicDistributionGroups),
    ],
    combine: ([named, dynamic]) =>
      joinedQuery(
        [named, dynamic],
        named.data &&
          dynamic.data && [
            ...named.data.rows.map((row) => ({ ...row, kind: 'DistributionGroups' as const })),
            ...dynamic.data.rows.map((row) => ({ ...row, kind: 'DynamicDistributionGroups' as const })),
          ],
      ),
  });
}
