import { api, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditObject,
  FormCheck,
  FormRadios,
  FormText,
  NewObject,
  optional,
  shapeOf,
  type EditedObject,
  type ObjectDialogProps,
} from '../../../ui/index.js';
import { acceptedDomainTexts } from './accepted-domains.text.js';

const types = ['Authoritative', 'InternalRelay', 'ExternalRelay'] as const;

function TypeField() {
  const t = useTexts(acceptedDomainTexts);
  return (
    <FormRadios
      name="DomainType"
      label={t('type')}
      options={types.map((value) => ({ value, label: t(value), description: t(`${value}Help`) }))}
    />
  );
}

export function NewDomain(props: ObjectDialogProps) {
  const t = useTexts(acceptedDomainTexts);
  const page = {
    title: t('newTitle'),
    fields: ['Name', 'DomainName', 'DomainType'],
    content: (
      <>
        <FormText name="Name" label={t('name')} />
        <FormText name="DomainName" label={t('domain')} description={t('domainHelp')} />
        <TypeField />
      </>
    ),
  };
  return (
    <NewObject
      {...props}
      source={api.acceptedDomains}
      noun="AcceptedDomain"
      title={t('newTitle')}
      initial={{ Name: '', DomainName: '', DomainType: 'Authoritative' }}
      pages={() => [page]}
    />
  );
}

const shape = shapeOf({ CatchAllRecipient: optional });

export function EditDomain(props: EditedObject<ObjectOf<'AcceptedDomains'>>) {
  const t = useTexts(acceptedDomainTexts);
  const { object } = props;
  const tab = {
    title: t('domain'),
    fields: ['Name', 'DomainType', 'Default', 'MatchSubDomains', 'CatchAllRecipient'],
    content: (
      <>
        <FormText name="Name" label={t('name')} />
        <TypeField />
        <FormCheck
          name="Default"
          label={t('makeDefault')}
          description={t('defaultHelp')}
          isDisabled={object.Default}
        />
        <FormCheck name="MatchSubDomains" label={t('subDomains')} />
        <FormText name="CatchAllRecipient" label={t('catchAll')} description={t('catchAllHelp')} />
      </>
    ),
  };
  return (
    <EditObject
      {...props}
      source={api.acceptedDomains}
      title={t('editTitle', { name: object.Name })}
      shape={shape}
      tabs={[tab]}
    />
  );
}
