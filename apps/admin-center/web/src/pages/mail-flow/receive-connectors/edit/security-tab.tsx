import { useTexts } from '../../../../text/index.js';
import { CertificateField, FormCheck, FormChecks, FormSelect, StateBadge } from '../../../../ui/index.js';
import { connectorFormTexts } from '../connector-forms.text.js';
import { authMechanisms, permissionGroups } from '../connector-values.js';
import { useExplained, type Explained, type ExplainedConnector } from './use-explained.js';

export function SecurityTab(connector: ExplainedConnector) {
  const t = useTexts(connectorFormTexts);
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
      <StrangersAccess {...connector} />
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
      <CertificateField server={connector.object.Server} />
      <FormCheck name="EnableAuthGSSAPI" label={t('EnableAuthGSSAPI')} />
    </>
  );
}

type Access = Explained['access'][number];

const sentences = {
  AnybodyNothing: 'sentenceNobody',
  AnybodyOurDomains: 'sentenceTrustedOwn',
  AnybodyAnybody: 'sentenceTrusted',
  AnonymousNothing: 'sentenceNobody',
  AnonymousOurDomains: 'sentenceOwn',
  AnonymousAnybody: 'sentenceRelay',
} as const;

/** What somebody without a login may do, in one sentence that follows what is chosen. */
function StrangersAccess(connector: ExplainedConnector) {
  const t = useTexts(connectorFormTexts);
  const stranger = useExplained(connector)?.access[0];
  return (
    <div role="status" className="sentence">
      {stranger && (
        <StateBadge state={stranger.may === 'Anybody' ? 'warn' : 'idle'}>
          {t(sentenceOf(stranger))}
        </StateBadge>
      )}
    </div>
  );
}

function sentenceOf({ who, may }: Access): (typeof sentences)[keyof typeof sentences] {
  return sentences[`${who === 'Anybody' ? who : 'Anonymous'}${may}`];
}
