import { useQuery } from '@tanstack/react-query';

import { api, queries, usePermission } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Details, Facts, Section } from '../../../ui/index.js';
import { nameOf, type Certificate } from './certificate.js';
import { certificatesTexts } from './certificates.text.js';
import { CertificateStatus } from './columns.js';

/** Names, key and who shows it. */
export function CertificateDetails({
  row,
  onClose,
}: {
  readonly row: Certificate;
  readonly onClose: () => void;
}) {
  const t = useTexts(certificatesTexts);
  const format = useFormat();
  const bits = t('keySize', { bits: row.publicKeySize });
  const key = [bits, row.hasPrivateKey ? '' : t('noKey'), row.privateKeyExportable ? t('exportable') : ''];
  return (
    <Details title={nameOf(row)} onClose={onClose}>
      <CertificateStatus {...{ row, t, format }} />
      {row.isDefault && <p>{t('isDefault')}</p>}
      <Section title={t('names')}>
        {row.certificateDomains.map((name) => (
          <p key={name} className="mono">
            {name}
          </p>
        ))}
      </Section>
      <PresentedBy row={row} />
      <Facts
        facts={[
          [t('subject'), row.subject],
          [t('issuer'), row.issuer],
          [t('chain'), row.status === 'PendingRequest' ? undefined : t(`chain${row.rootCAType}`)],
          [t('validFrom'), row.status === 'PendingRequest' ? undefined : format.dateTime(row.notBefore)],
          [t('expires'), row.status === 'PendingRequest' ? undefined : format.dateTime(row.notAfter)],
          [t('key'), key.filter((part) => part !== '').join(', ')],
          [t('thumbprint'), <span className="mono">{row.thumbprint}</span>],
          [t('serialNumber'), <span className="mono">{row.serialNumber}</span>],
        ]}
      />
    </Details>
  );
}

/** Connectors name a certificate by issuer and subject: `<I>CN=…<S>CN=…`. */
function PresentedBy({ row }: { readonly row: Certificate }) {
  const t = useTexts(certificatesTexts);
  const receive = useQuery({
    ...queries.list('ReceiveConnectors', api.receiveConnectors),
    enabled: usePermission('Get-ReceiveConnector').allowed,
  });
  const send = useQuery({
    ...queries.list('SendConnectors', api.sendConnectors),
    enabled: usePermission('Get-SendConnector').allowed,
  });
  const name = `<I>${row.issuer}<S>${row.subject}`.replaceAll(/\s/g, '').toLowerCase();
  const connectors = [...(receive.data?.rows ?? []), ...(send.data?.rows ?? [])].filter(
    ({ TlsCertificateName = '' }) => TlsCertificateName.replaceAll(/\s/g, '').toLowerCase() === name,
  );
  return (
    <Section title={t('presentedBy')}>
      {connectors.length === 0 && <p className="dim">{t('presentedByNone')}</p>}
      {connectors.map(({ Guid, Identity }) => (
        <p key={Guid}>{Identity}</p>
      ))}
    </Section>
  );
}
