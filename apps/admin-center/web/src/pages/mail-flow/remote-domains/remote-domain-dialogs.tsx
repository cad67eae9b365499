import { api, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditObject,
  FormCheck,
  FormSelect,
  FormText,
  NewObject,
  number,
  shapeOf,
  type EditedObject,
  type EditTab,
  type ObjectDialogProps,
} from '../../../ui/index.js';
import { remoteDomainTexts } from './remote-domains.text.js';

export function NewRemoteDomain(props: ObjectDialogProps) {
  const t = useTexts(remoteDomainTexts);
  const page = {
    title: t('newTitle'),
    fields: ['Name', 'DomainName'],
    content: (
      <>
        <FormText name="Name" label={t('name')} />
        <FormText name="DomainName" label={t('domain')} description={t('domainHelp')} />
      </>
    ),
  };
  return (
    <NewObject
      {...props}
      source={api.remoteDomains}
      noun="RemoteDomain"
      title={t('newTitle')}
      initial={{ Name: '', DomainName: '' }}
      pages={() => [page]}
    />
  );
}

const shape = shapeOf({ LineWrapSize: number });

export function EditRemoteDomain(props: EditedObject<ObjectOf<'RemoteDomains'>>) {
  const t = useTexts(remoteDomainTexts);
  return (
    <EditObject
      {...props}
      source={api.remoteDomains}
      title={t('editTitle', { name: props.object.Name })}
      shape={shape}
      tabs={useTabs()}
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
