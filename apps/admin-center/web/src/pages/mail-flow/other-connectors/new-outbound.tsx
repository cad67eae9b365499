import { useNavigate } from '@tanstack/react-router';

import { api } from '../../../api/index.js';
import { useTexts, type TextKey, type Texts } from '../../../text/index.js';
import {
  FormCheck,
  FormRadios,
  FormSelect,
  FormText,
  FormTextRows,
  NewObject,
  Note,
  toasts,
  type FormValues,
  type ObjectDialogProps,
  type WizardPage,
} from '../../../ui/index.js';
import { cloudConnectorTexts } from './cloud-connectors.text.js';
import { connectorTypes, newOutboundValues, outboundParameters } from './cloud-values.js';

/** A Send connector in the words of Exchange Online. */
export function NewOutbound({ onClose }: Pick<ObjectDialogProps, 'onClose'>) {
  const t = useTexts(cloudConnectorTexts);
  const navigate = useNavigate();
  return (
    <NewObject
      source={api.sendConnectors}
      noun="OutboundConnector"
      title={t('newOutboundTitle')}
      initial={newOutboundValues}
      pages={(values) => pagesOf(values, t)}
      parametersOf={outboundParameters}
      onClose={onClose}
      onSaved={({ Guid, Name }) => {
        toasts.show(t('made', { name: Name }));
        void navigate({ href: `/mail-flow/send-connectors?at=${Guid}` });
      }}
    />
  );
}

function pagesOf(
  { route, TlsAuthLevel }: FormValues,
  t: Texts<TextKey<typeof cloudConnectorTexts>>,
): readonly WizardPage[] {
  return [
    { title: t('to'), fields: ['ConnectorType', 'Usage', 'Name'], content: <ToPage /> },
    {
      title: t('RecipientDomains'),
      fields: ['AddressSpaces'],
      content: (
        <FormTextRows
          name="AddressSpaces"
          label={t('RecipientDomains')}
          description={t('recipientsHelp')}
          empty={t('noDomains')}
          item={t('domain')}
        />
      ),
    },
    {
      title: t('routing'),
      fields: ['route', 'DNSRoutingEnabled', 'SmartHosts'],
      rules: ['S1', 'S2'],
      content: <RoutingPage isSmart={route === 'smart'} />,
    },
    {
      title: t('security'),
      fields: ['TlsAuthLevel', 'TlsDomain', 'RequireTLS', 'MtaStsEnabled', 'DaneEnabled'],
      content: <SecurityPage hasName={TlsAuthLevel === 'DomainValidation'} />,
    },
  ];
}

function ToPage() {
  const t = useTexts(cloudConnectorTexts);
  const helps = { Partner: t('outboundPartnerHelp'), OnPremises: t('outboundOwnHelp') };
  return (
    <>
      <FormText name="Name" label={t('name')} />
      <FormRadios
        name="ConnectorType"
        label={t('to')}
        options={connectorTypes.map((value) => ({ value, label: t(value), description: helps[value] }))}
      />
      <Note tone="info">{t('becomesSend')}</Note>
    </>
  );
}

function RoutingPage({ isSmart }: { readonly isSmart: boolean }) {
  const t = useTexts(cloudConnectorTexts);
  return (
    <>
      <FormRadios
        name="route"
        label={t('routing')}
        options={[
          { value: 'mx', label: t('routeMx') },
          { value: 'smart', label: t('routeSmart') },
        ]}
      />
      {isSmart && (
        <FormTextRows
          name="SmartHosts"
          label={t('smartHosts')}
          empty={t('noSmartHosts')}
          item={t('smartHost')}
        />
      )}
    </>
  );
}

function SecurityPage({ hasName }: { readonly hasName: boolean }) {
  const t = useTexts(cloudConnectorTexts);
  const levels = (['EncryptionOnly', 'CertificateValidation', 'DomainValidation'] as const).map((value) => ({
    value,
    label: t(value),
  }));
  return (
    <>
      <FormSelect
        name="TlsAuthLevel"
        label={t('TlsSettings')}
        options={[{ value: '', label: t('opportunistic') }, ...levels]}
      />
      {hasName && <FormText name="TlsDomain" label={t('TlsDomain')} />}
      <FormCheck name="MtaStsEnabled" label={t('MtaStsEnabled')} />
      <FormCheck name="DaneEnabled" label={t('DaneEnabled')} />
    </>
  );
}
