import { useTexts } from '../../../text/index.js';
import {
  FormCheck,
  FormText,
  NewObject,
  RecipientField,
  RecipientsField,
  type ObjectDialogProps,
  type WizardPage,
} from '../../../ui/index.js';
import { FilterFields } from './filter-fields.js';
import { groupSources, type GroupKind } from './group.js';
import { filterNames, newGroupParameters, newGroupValues, wayField } from './group-values.js';
import { groupsTexts } from './groups.text.js';

/** New distribution group, or dynamic one, whose members are those whom it finds. */
export function NewGroup({ kind, ...props }: ObjectDialogProps & { readonly kind: GroupKind }) {
  const t = useTexts(groupsTexts);
  const pages = usePages(kind);
  return (
    <NewObject
      {...props}
      source={groupSources[kind]}
      noun={kind}
      title={kind === 'DistributionGroups' ? t('newDistributionTitle') : t('newDynamicTitle')}
      initial={newGroupValues[kind]}
      pages={() => pages}
      parametersOf={(values) => newGroupParameters(kind, values)}
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
