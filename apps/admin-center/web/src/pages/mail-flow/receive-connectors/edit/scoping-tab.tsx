import { useQuery } from '@tanstack/react-query';

import { queries, type ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import { FormText, listOf, Note, useFormPlace } from '../../../../ui/index.js';
import { BindingsField } from '../addresses/bindings-field.js';
import { RangesField } from '../addresses/ranges-field.js';
import { connectorFormTexts } from '../connector-forms.text.js';
import { isCovered } from './certificate-names.js';

export function ScopingTab({ object: { Name, Server } }: { readonly object: ObjectOf<'ReceiveConnectors'> }) {
  const t = useTexts(connectorFormTexts);
  const isLocked = Name.toLowerCase() === `default ${Server.toLowerCase()}`;
  return (
    <>
      <RangesField />
      <BindingsField />
      <FormText
        name="Fqdn"
        label={t('Fqdn')}
        description={isLocked ? t('fqdnLocked') : t('fqdnHelp')}
        isDisabled={isLocked}
      />
      <UncoveredName />
    </>
  );
}

/** STARTTLS takes the certificate of the FQDN, unless one is named: clients that look would turn away. */
function UncoveredName() {
  const t = useTexts(connectorFormTexts);
  const { Server, Fqdn, AuthMechanism, TlsCertificateName } = useFormPlace().form.values;
  const { data } = useQuery(queries.run('Get-ExchangeCertificate', { server: String(Server) }));
  const isAsked = listOf(AuthMechanism).includes('Tls') && (TlsCertificateName ?? '') === '';
  const names = data?.filter(({ hasPrivateKey }) => hasPrivateKey).flatMap((each) => each.certificateDomains);
  if (!isAsked || names === undefined || isCovered(String(Fqdn), names)) return null;
  return <Note>{t('uncovered', { name: String(Fqdn), server: String(Server) })}</Note>;
}
