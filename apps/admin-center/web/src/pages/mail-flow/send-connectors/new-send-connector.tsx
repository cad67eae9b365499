import { api } from '../../../api/index.js';
import { useTexts, type TextKey, type Texts } from '../../../text/index.js';
import {
  AddressSpacesField,
  FormCheck,
  FormRadios,
  FormText,
  listOf,
  NewObject,
  SourceServersField,
  useFormPlace,
  type FormValues,
  type ObjectDialogProps,
  type ObjectRow,
  type WizardPage,
} from '../../../ui/index.js';
import { LoginFields, NetworkFields } from './delivery-fields.js';
import { loginNames, networkNames } from './delivery-names.js';
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
  onTest,
  ...props
}: ObjectDialogProps & {
  readonly servers: readonly string[];
  /** It is to be tested once it is saved. */
  readonly onTest: (made: ObjectRow) => void;
}) {
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
      filledIn={(values) => withStandIns(values, servers)}
      onMade={(made, { testAfter }) => testAfter === true && onTest(made)}
    />
  );
}

/** As if the pages about address space and servers were filled in; undefined: they are. */
function withStandIns(values: FormValues, servers: readonly string[]): FormValues | undefined {
  const { AddressSpaces, SourceTransportServers } = values;
  if (listOf(AddressSpaces).length > 0) return undefined;
  const sources = listOf(SourceTransportServers);
  return {
    ...values,
    AddressSpaces: ['*'],
    SourceTransportServers: sources.length > 0 ? sources : servers.slice(0, 1),
    login: 'None',
  };
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
    { title: t('servers'), fields: ['SourceTransportServers'], content: <ServersPage /> },
  ];
}

function ServersPage() {
  const t = useTexts(sendConnectorTexts);
  return (
    <>
      <SourceServersField edgesToo />
      <FormCheck name="testAfter" label={t('testAfter')} description={t('testAfterHelp')} />
    </>
  );
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
