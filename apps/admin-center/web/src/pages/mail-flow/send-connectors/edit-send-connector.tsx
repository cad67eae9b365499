import { api, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditObject,
  FormCheck,
  FormChecks,
  FormSelect,
  FormText,
  SourceServersField,
  useFormPlace,
  type EditedObject,
  type EditTab,
  type FormShape,
} from '../../../ui/index.js';
import { LoginFields, loginNames, NetworkFields, networkNames } from './delivery-fields.js';
import { SpacePage } from './new-send-connector.js';
import { sendConnectorTexts } from './send-connectors.text.js';
import { sendFormValues, sendParameters } from './send-values.js';

const shape: FormShape = { valuesOf: sendFormValues, parametersOf: sendParameters };

export function EditSendConnector(props: EditedObject<ObjectOf<'SendConnectors'>>) {
  const t = useTexts(sendConnectorTexts);
  return (
    <EditObject
      {...props}
      source={api.sendConnectors}
      title={t('editTitle', { name: props.object.Name })}
      shape={shape}
      tabs={useTabs()}
    />
  );
}

const limits = ['MessageRateLimit', 'ConnectionRateLimit', 'MaxConcurrentConnections'] as const;
const connectionLimits = ['SmtpMaxMessagesPerConnection', 'ConnectionInactivityTimeOut'] as const;

function useTabs(): readonly EditTab[] {
  const t = useTexts(sendConnectorTexts);
  return [
    {
      title: t('general'),
      fields: [
        'Name',
        'Enabled',
        'FrontendProxyEnabled',
        'Comment',
        'ProtocolLoggingLevel',
        'MaxMessageSize',
      ],
      content: <GeneralTab />,
    },
    {
      title: t('delivery'),
      fields: [...networkNames, ...loginNames],
      rules: ['S1', 'S2', 'S3', 'S4'],
      content: <DeliveryTab />,
    },
    {
      title: t('scoping'),
      fields: ['IsScopedConnector', 'AddressSpaces', 'SourceTransportServers', 'Fqdn'],
      content: <ScopingTab />,
    },
    {
      title: t('tls'),
      fields: [
        'RequireTLS',
        'IgnoreSTARTTLS',
        'TlsAuthLevel',
        'TlsDomain',
        'DomainSecureEnabled',
        'MtaStsEnabled',
        'DaneEnabled',
      ],
      content: <TlsTab />,
    },
    { title: t('limits'), fields: [...connectionLimits, ...limits], content: <LimitsTab /> },
    { title: t('errors'), fields: ['ErrorPolicies', 'ForceHELO'], content: <ErrorsTab /> },
  ];
}

function GeneralTab() {
  const t = useTexts(sendConnectorTexts);
  return (
    <>
      <FormText name="Name" label={t('Name')} />
      <FormCheck name="Enabled" label={t('Enabled')} />
      <FormCheck
        name="FrontendProxyEnabled"
        label={t('FrontendProxyEnabled')}
        description={t('frontendHelp')}
      />
      <FormText name="Comment" label={t('Comment')} isMultiline />
      <FormSelect
        name="ProtocolLoggingLevel"
        label={t('ProtocolLoggingLevel')}
        options={(['None', 'Verbose'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <FormText name="MaxMessageSize" label={t('MaxMessageSize')} description={t('sizeHelp')} />
    </>
  );
}

function DeliveryTab() {
  const { form } = useFormPlace();
  return (
    <>
      <NetworkFields />
      {form.values['route'] === 'smart' && <LoginFields hasPassword />}
    </>
  );
}

function ScopingTab() {
  const t = useTexts(sendConnectorTexts);
  return (
    <>
      <SpacePage />
      <SourceServersField />
      <FormText name="Fqdn" label={t('Fqdn')} description={t('fqdnHelp')} />
    </>
  );
}

function TlsTab() {
  const t = useTexts(sendConnectorTexts);
  const levels = (['EncryptionOnly', 'CertificateValidation', 'DomainValidation'] as const).map((value) => ({
    value,
    label: t(value),
  }));
  return (
    <>
      <FormCheck name="RequireTLS" label={t('RequireTLS')} />
      <FormCheck name="IgnoreSTARTTLS" label={t('IgnoreSTARTTLS')} />
      <div className="columns">
        <FormSelect
          name="TlsAuthLevel"
          label={t('TlsAuthLevel')}
          options={[{ value: '', label: t('anyLevel') }, ...levels]}
        />
        <FormText name="TlsDomain" label={t('TlsDomain')} />
      </div>
      <FormCheck name="DomainSecureEnabled" label={t('DomainSecureEnabled')} />
      <FormCheck name="MtaStsEnabled" label={t('MtaStsEnabled')} />
      <FormCheck name="DaneEnabled" label={t('DaneEnabled')} />
    </>
  );
}

function LimitsTab() {
  const t = useTexts(sendConnectorTexts);
  return (
    <>
      <div className="columns">
        {connectionLimits.map((name) => (
          <FormText key={name} name={name} label={t(name)} />
        ))}
      </div>
      <p className="dim">{t('limitsHelp')}</p>
      <div className="columns">
        {limits.map((name) => (
          <FormText key={name} name={name} label={t(name)} />
        ))}
      </div>
    </>
  );
}

function ErrorsTab() {
  const t = useTexts(sendConnectorTexts);
  const policies = [
    'Default',
    'DowngradeDnsFailures',
    'DowngradeCustomFailures',
    'UpgradeCustomFailures',
  ] as const;
  return (
    <>
      <FormChecks
        name="ErrorPolicies"
        label={t('ErrorPolicies')}
        options={policies.map((value) => ({ value, label: t(value) }))}
      />
      <FormCheck name="ForceHELO" label={t('ForceHELO')} />
    </>
  );
}
