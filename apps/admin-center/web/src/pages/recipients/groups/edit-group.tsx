import { checked, type ChangeOptions } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditDialog,
  FormCheck,
  FormText,
  RecipientField,
  RecipientsField,
  useForm,
  useRecipientTabs,
  useTaggedObject,
  type EditTab,
  type FormValues,
  type ObjectRow,
} from '../../../ui/index.js';
import { FilterFields } from './filter-fields.js';
import { ordersOf, type GroupKind } from './group.js';
import { changedParameters, filterNames, groupValues, wayField } from './group-values.js';
import { groupsTexts } from './groups.text.js';
import { MembersField } from './new-group.js';

export interface EditGroupProps {
  readonly kind: GroupKind;
  readonly object: ObjectRow;
  readonly tag: string | undefined;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function EditGroup({ kind, object, tag, mayChange, onClose, onSaved }: EditGroupProps) {
  const t = useTexts(groupsTexts);
  const opened = useTaggedObject(object, tag);
  const set = (values: FormValues, how: ChangeOptions) =>
    ordersOf[kind].set(object.Identity, changedParameters(kind, values, opened.object()), how);
  const form = useForm({
    initial: groupValues(kind, object as unknown as FormValues),
    draft: `edit ${object.Guid}`,
    check: (values) => checked(() => set(values, { validateOnly: true })),
  });
  return (
    <EditDialog
      title={t('editTitle', { name: object.Name })}
      form={form}
      tabs={useTabs(kind)}
      name={object.Name}
      isReadOnly={!mayChange}
      save={(values, force) => set(values, { force, tag: opened.tag() })}
      onSaved={onSaved}
      onRebase={(problem) => groupValues(kind, opened.rebase(problem))}
      onClose={onClose}
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
