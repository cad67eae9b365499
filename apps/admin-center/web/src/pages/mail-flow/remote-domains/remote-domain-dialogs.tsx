import { api, checked, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  changedFields,
  EditDialog,
  FormCheck,
  FormSelect,
  FormText,
  formValuesOf,
  number,
  parametersOf,
  useForm,
  useTaggedObject,
  Wizard,
  type EditTab,
  type FormValues,
  type ObjectDialogProps,
  type ObjectRow,
} from '../../../ui/index.js';
import { remoteDomainTexts } from './remote-domains.text.js';

export function NewRemoteDomain({ onClose, onSaved }: ObjectDialogProps) {
  const t = useTexts(remoteDomainTexts);
  const form = useForm({
    initial: { Name: '', DomainName: '' },
    draft: 'new RemoteDomain',
    check: (values) => checked(() => api.remoteDomains.create(values, { validateOnly: true })),
  });
  return (
    <Wizard
      title={t('newTitle')}
      form={form}
      pages={[
        {
          title: t('newTitle'),
          fields: ['Name', 'DomainName'],
          content: (
            <>
              <FormText name="Name" label={t('name')} />
              <FormText name="DomainName" label={t('domain')} description={t('domainHelp')} />
            </>
          ),
        },
      ]}
      name={String(form.values['Name'])}
      save={(values, force) => api.remoteDomains.create(values, { force })}
      onSaved={({ object }) => onSaved(object as unknown as ObjectRow)}
      onClose={onClose}
    />
  );
}

export interface EditRemoteDomainProps {
  readonly object: ObjectOf<'RemoteDomains'>;
  readonly tag: string | undefined;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const shown = { LineWrapSize: number };

export function EditRemoteDomain({ object, tag, mayChange, onClose, onSaved }: EditRemoteDomainProps) {
  const t = useTexts(remoteDomainTexts);
  const opened = useTaggedObject(object, tag);
  const valuesOf = (each: FormValues): FormValues => formValuesOf(each, shown);
  const said = (values: FormValues): FormValues =>
    parametersOf(values, changedFields({ base: valuesOf(opened.object()), values }), shown);
  const form = useForm({
    initial: valuesOf(object),
    draft: `edit ${object.Guid}`,
    check: (values) =>
      checked(() => api.remoteDomains.set(object.Identity, said(values), { validateOnly: true })),
  });
  return (
    <EditDialog
      title={t('editTitle', { name: object.Name })}
      form={form}
      tabs={useTabs()}
      name={object.Name}
      isReadOnly={!mayChange}
      save={(values, force) =>
        api.remoteDomains.set(object.Identity, said(values), { force, tag: opened.tag() })
      }
      onSaved={onSaved}
      onRebase={(problem) => valuesOf(opened.rebase(problem))}
      onClose={onClose}
    />
  );
}

const replies = ['AutoReplyEnabled', 'AutoForwardEnabled', 'MeetingForwardNotificationEnabled'] as const;
const reports = ['DeliveryReportEnabled', 'NDREnabled', 'NDRDiagnosticInfoEnabled'] as const;
const inert = [
  'TNEFEnabled',
  'ContentType',
  'DisplaySenderName',
  'UseSimpleDisplayName',
  'RequiredCharsetCoverage',
];

function useTabs(): readonly EditTab[] {
  const t = useTexts(remoteDomainTexts);
  return [
    {
      title: t('replies'),
      fields: ['Name', 'AllowedOOFType', 'IsInternal', ...replies],
      content: <RepliesTab />,
    },
    {
      title: t('reports'),
      fields: [...reports],
      content: reports.map((name) => <FormCheck key={name} name={name} label={t(name)} />),
    },
    {
      title: t('text'),
      fields: ['CharacterSet', 'NonMimeCharacterSet', 'LineWrapSize'],
      content: <TextTab />,
    },
  ];
}

function RepliesTab() {
  const t = useTexts(remoteDomainTexts);
  return (
    <>
      <FormText name="Name" label={t('name')} />
      <FormSelect
        name="AllowedOOFType"
        label={t('AllowedOOFType')}
        options={(['External', 'ExternalLegacy', 'InternalLegacy', 'None'] as const).map((value) => ({
          value,
          label: t(value),
        }))}
      />
      {replies.map((name) => (
        <FormCheck key={name} name={name} label={t(name)} />
      ))}
      <FormCheck name="IsInternal" label={t('IsInternal')} />
    </>
  );
}

function TextTab() {
  const t = useTexts(remoteDomainTexts);
  return (
    <>
      <FormText name="CharacterSet" label={t('CharacterSet')} description={t('charsetHelp')} />
      <FormText name="NonMimeCharacterSet" label={t('NonMimeCharacterSet')} description={t('charsetHelp')} />
      <FormText name="LineWrapSize" label={t('LineWrapSize')} description={t('wrapHelp')} />
      <p className="dim">{t('inert', { names: inert.join(', ') })}</p>
    </>
  );
}
