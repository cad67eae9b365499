import { useTexts } from '../../../../text/index.js';
import { FormCheck, FormSelect, FormText } from '../../../../ui/index.js';
import { editTabTexts } from './edit-tabs.text.js';
import { useExplained, type ExplainedConnector } from './use-explained.js';

/** Keywords, each with the switch that decides about it. */
const esmtpSwitches = [
  ['PipeliningEnabled', 'PIPELINING'],
  ['DeliveryStatusNotificationEnabled', 'DSN'],
  ['EnhancedStatusCodesEnabled', 'ENHANCEDSTATUSCODES'],
  ['EightBitMimeEnabled', '8BITMIME'],
  ['BinaryMimeEnabled', 'BINARYMIME'],
  ['ChunkingEnabled', 'CHUNKING'],
  ['SmtpUtf8Enabled', 'SMTPUTF8'],
  ['OrarEnabled', 'XORAR'],
  ['LongAddressesEnabled', 'XLONGADDR'],
] as const;
const demands = ['RequireEHLODomain', 'RequireAngleBrackets', 'BareLinefeedRejectionEnabled'] as const;
const rejections = [
  'RejectReservedTopLevelRecipientDomains',
  'RejectReservedSecondLevelRecipientDomains',
  'RejectSingleLabelRecipientDomains',
] as const;

export function SmtpTab(connector: ExplainedConnector) {
  const t = useTexts(editTabTexts);
  return (
    <>
      <FormText name="Banner" label={t('Banner')} description={t('bannerHint')} />
      <div className="beside">
        <Extensions isHub={connector.object.TransportRole === 'HubTransport'} />
        <HelloAnswers {...connector} />
      </div>
      <h3>{t('demands')}</h3>
      {demands.map((name) => (
        <FormCheck key={name} name={name} label={t(name)} />
      ))}
      <h3>{t('recipients')}</h3>
      <FormText name="DefaultDomain" label={t('DefaultDomain')} description={t('defaultDomainHint')} />
      {rejections.map((name) => (
        <FormCheck key={name} name={name} label={t(name)} />
      ))}
      <FormCheck name="AdvertiseClientSettings" label={t('AdvertiseClientSettings')} />
    </>
  );
}

/** As the server would say it, before TLS and within. */
function HelloAnswers(connector: ExplainedConnector) {
  const t = useTexts(editTabTexts);
  const explained = useExplained(connector);
  const { clearText = [], withinTls = [] } = explained?.ehlo ?? {};
  return (
    <div className="field" aria-live="polite">
      <HelloAnswer label={t('answer')} lines={clearText} />
      {withinTls.length > 0 && <HelloAnswer label={t('answerInTls')} lines={withinTls} />}
    </div>
  );
}

function HelloAnswer({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) {
  const said = lines.map((line, at) => `250${at === lines.length - 1 ? ' ' : '-'}${line}`);
  return (
    <>
      <span className="label">{label}</span>
      <pre className="command" aria-label={label}>
        {said.join('\n')}
      </pre>
    </>
  );
}

function Extensions({ isHub }: { readonly isHub: boolean }) {
  const t = useTexts(editTabTexts);
  return (
    <div className="field">
      <FormSelect
        name="SizeEnabled"
        label={t('SizeEnabled')}
        options={[
          { value: 'Enabled', label: t('sizeOn') },
          { value: 'EnabledWithoutValue', label: t('EnabledWithoutValue') },
          { value: 'Disabled', label: t('Disabled') },
        ]}
      />
      <span className="label">{t('extensions')}</span>
      {esmtpSwitches
        .filter(([name]) => isHub || name !== 'LongAddressesEnabled')
        .map(([name, keyword]) => (
          <FormCheck key={name} name={name} label={keyword} />
        ))}
      {!isHub && <FormCheck name="SuppressXAnonymousTls" label="− X-ANONYMOUSTLS" />}
    </div>
  );
}
