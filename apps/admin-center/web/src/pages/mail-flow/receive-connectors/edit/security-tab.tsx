import { useQuery } from '@tanstack/react-query';

import { queries } from '../../../../api/index.js';
import { useFormat, useTexts } from '../../../../text/index.js';
import {
  FormCheck,
  FormChecks,
  FormSelect,
  listOf,
  StateBadge,
  useFormPlace,
  type FormValues,
} from '../../../../ui/index.js';
import { connectorFormTexts } from '../connector-forms.text.js';
import { authMechanisms, permissionGroups } from '../connector-values.js';
import { anonymousRelayRow } from './edit-values.js';

export const securityFields = [
  'AuthMechanism',
  'DomainSecureEnabled',
  'PermissionGroups',
  'RequireTLS',
  'TlsProfile',
  'TlsCertificateName',
  'EnableAuthGSSAPI',
  'ExtendedProtectionPolicy',
];

export function SecurityTab() {
  const t = useTexts(connectorFormTexts);
  const { form } = useFormPlace();
  return (
    <>
      <FormChecks
        name="AuthMechanism"
        label={t('AuthMechanism')}
        options={authMechanisms.map((value) => ({
          value,
          label: t(value),
          isIndented: value === 'DomainSecureEnabled' || value === 'BasicAuthRequireTLS',
        }))}
      />
      <FormChecks
        name="PermissionGroups"
        label={t('PermissionGroups')}
        options={permissionGroups.map((value) => ({ value, label: t(value) }))}
      />
      <Access values={form.values} />
      <FormCheck name="RequireTLS" label={t('RequireTLS')} />
      <div className="columns">
        <FormSelect
          name="TlsProfile"
          label={t('TlsProfile')}
          options={(['Modern', 'Legacy'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <FormSelect
          name="ExtendedProtectionPolicy"
          label={t('ExtendedProtectionPolicy')}
          options={(['None', 'Allow', 'Require'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
      <CertificateField />
      <FormCheck name="EnableAuthGSSAPI" label={t('EnableAuthGSSAPI')} />
    </>
  );
}

type Access = 'sentenceNobody' | 'sentenceOwn' | 'sentenceRelay' | 'sentenceTrusted';

/** What somebody without a login may do, in one sentence that follows what is chosen. */
function Access({ values }: { readonly values: FormValues }) {
  const t = useTexts(connectorFormTexts);
  const access = accessOf(values);
  const state = access === 'sentenceRelay' || access === 'sentenceTrusted' ? 'warn' : 'idle';
  return (
    <div role="status" className="sentence">
      <StateBadge state={state}>{t(access)}</StateBadge>
    </div>
  );
}

export function accessOf({ AuthMechanism, PermissionGroups, AccessControl }: FormValues): Access {
  const groups = listOf(PermissionGroups);
  const isTrusted = listOf(AuthMechanism).includes('ExternalAuthoritative');
  if (isTrusted && groups.includes('ExchangeServers')) return 'sentenceTrusted';
  if (!groups.includes('AnonymousUsers')) return 'sentenceNobody';
  return listOf(AccessControl).includes(anonymousRelayRow) ? 'sentenceRelay' : 'sentenceOwn';
}

/** Certificates of the server, with names and expiry. */
function CertificateField() {
  const t = useTexts(connectorFormTexts);
  const format = useFormat();
  const { form } = useFormPlace();
  const { data = [] } = useQuery(
    queries.run('Get-ExchangeCertificate', { server: String(form.values['Server']) }),
  );
  const known = data
    .filter(({ hasPrivateKey, thumbprint }) => hasPrivateKey && thumbprint !== '')
    .map(({ issuer, subject, certificateDomains, friendlyName, notAfter }) => ({
      value: `<I>${issuer}<S>${subject}`,
      label: certificateDomains.join(', ') || subject,
      description: [friendlyName, t('certificateUntil', { date: format.dateTime(notAfter) })].join(' · '),
    }));
  const [own = ''] = listOf([form.values['TlsCertificateName'] ?? '']);
  const options = [
    { value: '', label: t('certificateAuto') },
    ...known,
    ...(own !== '' && known.every(({ value }) => value !== own) ? [{ value: own, label: own }] : []),
  ];
  return <FormSelect name="TlsCertificateName" label={t('TlsCertificateName')} options={options} />;
}
