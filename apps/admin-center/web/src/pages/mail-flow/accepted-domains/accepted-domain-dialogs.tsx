import { api, checked, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  changedFields,
  EditDialog,
  FormCheck,
  FormRadios,
  FormText,
  formValuesOf,
  optional,
  parametersOf,
  useForm,
  useTaggedObject,
  Wizard,
  type FormValues,
  type ObjectDialogProps,
  type ObjectRow,
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

export function NewDomain({ onClose, onSaved }: ObjectDialogProps) {
  const t = useTexts(acceptedDomainTexts);
  const form = useForm({
    initial: { Name: '', DomainName: '', DomainType: 'Authoritative' },
    draft: 'new AcceptedDomain',
    check: (values) => checked(() => api.acceptedDomains.create(values, { validateOnly: true })),
  });
  return (
    <Wizard
      title={t('newTitle')}
      form={form}
      pages={[
        {
          title: t('newTitle'),
          fields: ['Name', 'DomainName', 'DomainType'],
          content: (
            <>
              <FormText name="Name" label={t('name')} />
              <FormText name="DomainName" label={t('domain')} description={t('domainHelp')} />
              <TypeField />
            </>
          ),
        },
      ]}
      name={String(form.values['Name'])}
      save={(values, force) => api.acceptedDomains.create(values, { force })}
      onSaved={({ object }) => onSaved(object as unknown as ObjectRow)}
      onClose={onClose}
    />
  );
}

export interface EditDomainProps {
  readonly object: ObjectOf<'AcceptedDomains'>;
  readonly tag: string | undefined;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const shown = { CatchAllRecipient: optional };

export function EditDomain({ object, tag, mayChange, onClose, onSaved }: EditDomainProps) {
  const t = useTexts(acceptedDomainTexts);
  const opened = useTaggedObject(object, tag);
  const valuesOf = (each: FormValues): FormValues => formValuesOf(each, shown);
  const said = (values: FormValues): FormValues =>
    parametersOf(values, changedFields({ base: valuesOf(opened.object()), values }), shown);
  const form = useForm({
    initial: valuesOf(object),
    draft: `edit ${object.Guid}`,
    check: (values) =>
      checked(() => api.acceptedDomains.set(object.Identity, said(values), { validateOnly: true })),
  });
  return (
    <EditDialog
      title={t('editTitle', { name: object.Name })}
      form={form}
      tabs={[
        {
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
        },
      ]}
      name={object.Name}
      isReadOnly={!mayChange}
      save={(values, force) =>
        api.acceptedDomains.set(object.Identity, said(values), { force, tag: opened.tag() })
      }
      onSaved={onSaved}
      onRebase={(problem) => valuesOf(opened.rebase(problem))}
      onClose={onClose}
    />
  );
}
