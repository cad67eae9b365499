import { checked, type ChangeOptions } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  FormCheck,
  FormText,
  RecipientField,
  RecipientsField,
  useForm,
  Wizard,
  type FormValues,
  type ObjectDialogProps,
  type ObjectRow,
  type WizardPage,
} from '../../../ui/index.js';
import { FilterFields } from './filter-fields.js';
import { ordersOf, type GroupKind } from './group.js';
import { filterNames, newGroupParameters, newGroupValues, wayField } from './group-values.js';
import { groupsTexts } from './groups.text.js';

/** New distribution group, or dynamic one, whose members are those whom it finds. */
export function NewGroup({ kind, onClose, onSaved }: ObjectDialogProps & { readonly kind: GroupKind }) {
  const t = useTexts(groupsTexts);
  const create = (values: FormValues, options: ChangeOptions) =>
    ordersOf[kind].create(newGroupParameters(kind, values), options);
  const form = useForm({
    initial: newGroupValues[kind],
    draft: `new ${kind}`,
    check: (values) => checked(() => create(values, { validateOnly: true })),
  });
  return (
    <Wizard
      title={kind === 'DistributionGroups' ? t('newDistributionTitle') : t('newDynamicTitle')}
      form={form}
      pages={usePages(kind)}
      name={String(form.values['Name'])}
      save={(values, force) => create(values, { force })}
      onSaved={({ object }) => onSaved(object as unknown as ObjectRow)}
      onClose={onClose}
    />
  );
}

function usePages(kind: GroupKind): readonly WizardPage[] {
  const t = useTexts(groupsTexts);
  const isDynamic = kind === 'DynamicDistributionGroups';
  const general: WizardPage = {
    title: t('general'),
    fields: ['Name', 'Alias', 'PrimarySmtpAddress', 'ManagedBy', 'RequireSenderAuthenticationEnabled'],
    content: <GeneralPage isDynamic={isDynamic} />,
  };
  const members: WizardPage = isDynamic
    ? { title: t('membership'), fields: [wayField, ...filterNames], content: <FilterFields /> }
    : { title: t('membership'), fields: ['Members'], content: <MembersField /> };
  return [general, members];
}

function GeneralPage({ isDynamic }: { readonly isDynamic: boolean }) {
  const t = useTexts(groupsTexts);
  return (
    <>
      <FormText name="Name" label={t('Name')} />
      <FormText name="Alias" label={t('Alias')} description={t('aliasHelp')} />
      {isDynamic ? (
        <RecipientField name="ManagedBy" label={t('owner')} />
      ) : (
        <RecipientsField name="ManagedBy" label={t('ManagedBy')} empty={t('noOwners')} />
      )}
      <FormCheck
        name="RequireSenderAuthenticationEnabled"
        label={t('internalOnly')}
        description={t('internalOnlyHelp')}
      />
    </>
  );
}

export function MembersField() {
  const t = useTexts(groupsTexts);
  return (
    <RecipientsField
      name="Members"
      label={t('members')}
      description={t('membersHelp')}
      empty={t('noMembers')}
    />
  );
}
