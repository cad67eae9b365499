import { api } from '../../../api/index.js';
import { useTexts, type TextKey, type Texts } from '../../../text/index.js';
import {
  AddressSpacesField,
  FormCheck,
  FormRadios,
  FormText,
  NewObject,
  SourceServersField,
  useFormPlace,
  type FormValues,
  type ObjectDialogProps,
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
  ...props
}: ObjectDialogProps & { readonly servers: readonly string[] }) {
  const t = useTexts(sendConnectorTexts);
  return (
    <NewObject
      {...props}
      source={api.sendConnectors}
      noun="SendConnector"
      title={t('newTitle')}
      initial={newSendValues(servers)}
      pages={(values) => pagesOf(values, t)}
      parametersOf={newSendParameters}
    />
  );
}

function pagesOf(
  { Usage, route }: FormValues,
  t: Texts<TextKey<typeof sendConnectorTexts>>,
): readonly WizardPage[] {
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
