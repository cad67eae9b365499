import type { ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import { FormCheck, FormSelect, FormText, useFormPlace } from '../../../../ui/index.js';
import { editTabTexts } from './edit-tabs.text.js';
import { ehloAnswer, esmtpSwitches } from './ehlo-answer.js';

const demands = ['RequireEHLODomain', 'RequireAngleBrackets', 'BareLinefeedRejectionEnabled'] as const;
const rejections = [
  'RejectReservedTopLevelRecipientDomains',
  'RejectReservedSecondLevelRecipientDomains',
  'RejectSingleLabelRecipientDomains',
] as const;

export const smtpFields: readonly string[] = [
  'Banner',
  'SizeEnabled',
  ...esmtpSwitches.map(([name]) => name),
  'SuppressXAnonymousTls',
  ...demands,
  'DefaultDomain',
  ...rejections,
  'AdvertiseClientSettings',
];

/** Kept since exports of Exchange have them. */
const inert = [
  'ServiceDiscoveryFqdn',
  'TlsDomainCapabilities',
  'LiveCredentialEnabled',
  'ProxyEnabled',
  'AcceptConsumerMail',
  'MaxAcknowledgementDelay',
];

export function SmtpTab({ object }: { readonly object: ObjectOf<'ReceiveConnectors'> }) {
  const t = useTexts(editTabTexts);
  const { form } = useFormPlace();
  return (
    <>
      <FormText name="Banner" label={t('Banner')} description={t('bannerHint')} />
      <div className="beside">
        <Extensions isHub={object.TransportRole === 'HubTransport'} />
        <div className="field">
          <span className="label">{t('answer')}</span>
          <pre className="command" aria-label={t('answer')}>
            {ehloAnswer(form.values).join('\n')}
          </pre>
        </div>
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
      <p className="dim">{t('inert', { names: inert.join(', ') })}</p>
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
