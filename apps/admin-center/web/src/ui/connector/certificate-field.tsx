import { useQuery } from '@tanstack/react-query';

import { queries } from '../../api/index.js';
import { useFormat, useTexts } from '../../text/index.js';
import { FormSelect } from '../form/fields.js';
import { useFormPlace } from '../form/state/use-form.js';
import { connectorTexts } from './connector.text.js';

/** TlsCertificateName: certificates of a server, with names and expiry. */
export function CertificateField({ server }: { readonly server: string }) {
  const t = useTexts(connectorTexts);
  const format = useFormat();
  const { form } = useFormPlace();
  const { data = [] } = useQuery({
    ...queries.run('Get-ExchangeCertificate', { server }),
    enabled: server !== '',
  });
  const known = data
    .filter(({ hasPrivateKey, thumbprint }) => hasPrivateKey && thumbprint !== '')
    .map(({ issuer, subject, certificateDomains, friendlyName, notAfter }) => ({
      value: `<I>${issuer}<S>${subject}`,
      label: certificateDomains.join(', ') || subject,
      description: [friendlyName, t('certificateUntil', { date: format.dateTime(notAfter) })].join(' · '),
    }));
  const own = String((form.values['TlsCertificateName'] as string | null | undefined) ?? '');
  const options = [
    { value: '', label: t('certificateAuto') },
    ...known,
    ...(own !== '' && known.every(({ value }) => value !== own) ? [{ value: own, label: own }] : []),
  ];
  return <FormSelect name="TlsCertificateName" label={t('certificate')} options={options} />;
}
