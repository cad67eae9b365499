import { api, checked } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  AddressSpacesField,
  FormCheck,
  FormRadios,
  FormText,
  SourceServersField,
  useForm,
  useFormPlace,
  Wizard,
  type FormValues,
  type ObjectDialogProps,
  type ObjectRow,
  type WizardPage,
} from '../../../ui/index.js';
import { LoginFields, loginNames, NetworkFields, networkNames } from './delivery-fields.js';
import { sendConnectorTexts } from './send-connectors.text.js';
import {
  newSendParameters,
  newSendValues,
  routeWithheld,
  usageTypes,
  type UsageType,
} from './send-values.js';

/** New Send connector: five pages, of which smart hosts alone have the one about their login. */
export function NewSendConnector({
  servers,
  onClose,
  onSaved,
}: ObjectDialogProps & { readonly servers: readonly string[] }) {
  const t = useTexts(sendConnectorTexts);
  const made = (values: FormValues, how: { readonly validateOnly?: boolean; readonly force?: boolean }) =>
    api.sendConnectors.create(newSendParameters(values), how);
  const form = useForm({
    initial: newSendValues(servers),
    draft: 'new SendConnector',
    check: (values) => checked(() => made(values, { validateOnly: true })),
  });
  const pages = usePages(form.values);
  return (
    <Wizard
      title={t('newTitle')}
      form={form}
      pages={pages}
      name={String(form.values['Name'])}
      save={(values, force) => made(values, { force })}
      onSaved={({ object }) => onSaved(object as unknown as ObjectRow)}
      onClose={onClose}
    />
  );
}

function usePages({ Usage, route }: FormValues): readonly WizardPage[] {
  const t = useTexts(sendConnectorTexts);
  return [
    { title: t('pageName'), fields: ['Usage', 'Name'], content: <NamePage /> },
    {
      title: t('network2'),
      fields: networkNames,
      rules: ['S1', 'S2'],
      content: <NetworkFields usage={Usage as UsageType} />,
    },
    ...(route === 'smart'
      ? [
          {
            title: t('auth'),
            fields: loginNames,
            rules: ['S3', 'S4'],
            content: <LoginFields hasPassword={false} />,
          },
        ]
      : []),
    {
      title: t('space'),
      fields: ['IsScopedConnector', 'AddressSpaces'],
      content: <SpacePage />,
    },
    { title: t('servers'), fields: ['SourceTransportServers'], content: <SourceServersField /> },
  ];
}

function NamePage() {
  const t = useTexts(sendConnectorTexts);
  const { form } = useFormPlace();
  return (
    <>
      <FormText name="Name" label={t('Name')} />
      <FormRadios
        name="Usage"
        label={t('Usage')}
        description={t('usageHelp')}
        options={usageTypes.map((value) => ({ value, label: t(value), description: t(`${value}Help`) }))}
        onChosen={(usage) => {
          const withheld = routeWithheld[usage as UsageType];
          if (withheld !== undefined) form.set({ route: withheld === 'mx' ? 'smart' : 'mx' });
        }}
      />
    </>
  );
}

export function SpacePage() {
  const t = useTexts(sendConnectorTexts);
  return (
    <>
      <AddressSpacesField />
      <FormCheck name="IsScopedConnector" label={t('scoped')} description={t('scopedHelp')} />
    </>
  );
}
