import { useTexts } from '../../../text/index.js';
import {
  EditObject,
  FormCheck,
  FormText,
  RecipientField,
  RecipientsField,
  useRecipientTabs,
  type EditedObject,
  type EditTab,
  type ObjectRow,
} from '../../../ui/index.js';
import { FilterFields } from './filter-fields.js';
import { groupSources, type GroupKind } from './group.js';
import { filterNames, groupShapes, wayField } from './group-values.js';
import { groupsTexts } from './groups.text.js';
import { MembersField } from './new-group.js';

export function EditGroup({ kind, ...props }: EditedObject<ObjectRow> & { readonly kind: GroupKind }) {
  const t = useTexts(groupsTexts);
  return (
    <EditObject
      {...props}
      source={groupSources[kind]}
      title={t('editTitle', { name: props.object.Name })}
      shape={groupShapes[kind]}
      tabs={useTabs(kind)}
    />
  );
}

function useTabs(kind: GroupKind): readonly EditTab[] {
  const t = useTexts(groupsTexts);
  const { addresses, delivery, limits, moderation } = useRecipientTabs();
  const isDynamic = kind === 'DynamicDistributionGroups';
  return [
    { title: t('general'), fields: ['DisplayName', 'Name', 'Alias'], content: <GeneralTab /> },
    addresses,
    {
      title: t('ownership'),
      fields: ['ManagedBy'],
      content: isDynamic ? (
        <RecipientField name="ManagedBy" label={t('owner')} />
      ) : (
        <RecipientsField name="ManagedBy" label={t('ManagedBy')} empty={t('noOwners')} />
      ),
    },
    {
      title: t('membership'),
      fields: isDynamic ? [wayField, ...filterNames] : ['Members'],
      content: isDynamic ? <FilterFields /> : <MembersField />,
    },
    delivery,
    isDynamic ? moderation : withNested(moderation, t('BypassNestedModerationEnabled')),
    limits,
    { title: t('reports'), fields: reportNames, content: <ReportsTab /> },
  ];
}

/** Groups whose members are named may have groups among them. */
function withNested(moderation: EditTab, label: string): EditTab {
  const name = 'BypassNestedModerationEnabled';
  return {
    ...moderation,
    fields: [...moderation.fields, name],
    content: (
      <>
        {moderation.content}
        <FormCheck name={name} label={label} />
      </>
    ),
  };
}

function GeneralTab() {
  const t = useTexts(groupsTexts);
  return (
    <>
      <FormText name="DisplayName" label={t('DisplayName')} />
      <FormText name="Name" label={t('Name')} />
      <FormText name="Alias" label={t('Alias')} />
    </>
  );
}

const reportNames = [
  'ReportToOriginatorEnabled',
  'ReportToManagerEnabled',
  'SendOofMessageToOriginatorEnabled',
  'ExpansionServer',
] as const;

function ReportsTab() {
  const t = useTexts(groupsTexts);
  const [sender, manager, away, server] = reportNames;
  return (
    <>
      <FormCheck name={sender} label={t(sender)} />
      <FormCheck name={manager} label={t(manager)} />
      <FormCheck name={away} label={t(away)} />
      <FormText name={server} label={t(server)} description={t('expansionHelp')} />
    </>
  );
}
