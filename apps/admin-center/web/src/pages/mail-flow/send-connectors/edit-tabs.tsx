import { useTexts } from '../../../text/index.js';
import {
  AccessControlField,
  CertificateField,
  Facts,
  FormCheck,
  FormChecks,
  FormSelect,
  FormText,
  listOf,
  SourceServersField,
  useFormPlace,
} from '../../../ui/index.js';
import { LoginFields, NetworkFields } from './delivery-fields.js';
import { DestinationLimitsField } from './destination-limits-field.js';
import { SpacePage } from './new-send-connector.js';
import { sendConnectorTexts } from './send-connectors.text.js';
import type { UsageType } from './send-values.js';

export function GeneralTab() {
  const t = useTexts(sendConnectorTexts);
  const { form } = useFormPlace();
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
      <Facts facts={[[t('Usage'), t(form.values['Usage'] as UsageType)]]} />
    </>
  );
}

export function DeliveryTab() {
  const t = useTexts(sendConnectorTexts);
  const { form } = useFormPlace();
  return (
    <>
      <NetworkFields />
      {form.values['route'] === 'smart' && <LoginFields hasPassword />}
      <FormCheck name="ForceHELO" label={t('ForceHELO')} />
      <FormText name="SourceIPAddress" label={t('SourceIPAddress')} description={t('sourceHelp')} />
    </>
  );
}

export function ScopingTab() {
  const t = useTexts(sendConnectorTexts);
  return (
    <>
      <FormCheck name="IsTransportRuleScoped" label={t('ruleScoped')} description={t('ruleScopedHelp')} />
      <SpacePage />
      <SourceServersField edgesToo />
      <FormText name="Fqdn" label={t('Fqdn')} description={t('fqdnHelp')} />
    </>
  );
}

export function TlsTab() {
  const t = useTexts(sendConnectorTexts);
  const { form } = useFormPlace();
  const [server = ''] = listOf(form.values['SourceTransportServers']);
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
      <CertificateField server={server} />
      <FormCheck name="DomainSecureEnabled" label={t('DomainSecureEnabled')} />
      <FormCheck name="MtaStsEnabled" label={t('MtaStsEnabled')} />
      <FormCheck name="DaneEnabled" label={t('DaneEnabled')} />
    </>
  );
}

const limits = ['MessageRateLimit', 'ConnectionRateLimit', 'MaxConcurrentConnections'] as const;
const connectionLimits = ['SmtpMaxMessagesPerConnection', 'ConnectionInactivityTimeOut'] as const;

export function LimitsTab() {
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
      <DestinationLimitsField />
    </>
  );
}

/** What the other side may be given. */
const rights = [
  'ms-Exch-Send-Headers-Organization',
  'ms-Exch-Send-Headers-Forest',
  'ms-Exch-Send-Headers-Routing',
] as const;

export function PermissionsTab() {
  const t = useTexts(sendConnectorTexts);
  return <AccessControlField rights={rights} description={t('aclHelp')} />;
}

const policies = [
  'Default',
  'DowngradeDnsFailures',
  'DowngradeCustomFailures',
  'UpgradeCustomFailures',
] as const;

export function ErrorsTab() {
  const t = useTexts(sendConnectorTexts);
  return (
    <FormChecks
      name="ErrorPolicies"
      label={t('ErrorPolicies')}
      options={policies.map((value) => ({ value, label: t(value) }))}
    />
  );
}
