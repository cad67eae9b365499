import { useMemo } from 'react';

import { api } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { KindPage } from '../../../ui/index.js';
import { groupColumns, searchedText } from './columns.js';
import { EditGroup } from './edit-group.js';
import { GroupDetails } from './group-details.js';
import { isGroupKind, type GroupKind } from './group.js';
import { groupsTexts } from './groups.text.js';
import { NewGroup } from './new-group.js';

/** Recipients > Groups: of both kinds, in one list. */
export default function GroupsPage() {
  const t = useTexts(groupsTexts);
  const columns = useMemo(() => groupColumns(t), [t]);
  return (
    <KindPage<GroupKind>
      kinds={{
        DistributionGroups: {
          source: api.distributionGroups,
          noun: 'DistributionGroup',
          newLabel: t('newDistribution'),
        },
        DynamicDistributionGroups: {
          source: api.dynamicDistributionGroups,
          noun: 'DynamicDistributionGroup',
          newLabel: t('newDynamic'),
        },
      }}
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      columns={columns}
      textOf={searchedText}
      details={(row) => <GroupDetails row={row} key={row.Guid} />}
      newDialog={(props, kind) => isGroupKind(kind) && <NewGroup {...props} kind={kind} />}
      editDialog={(opened, kind) => <EditGroup {...opened} kind={kind} />}
    />
  );
}
