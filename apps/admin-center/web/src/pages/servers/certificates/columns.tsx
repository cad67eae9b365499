import type { Format, TextKey, Texts } from '../../../text/index.js';
import { StateBadge, type Column } from '../../../ui/index.js';
import { commonName, expiresSoon, nameOf, stateOf, type Certificate } from './certificate.js';
import type { certificatesTexts } from './certificates.text.js';

export type T = Texts<TextKey<typeof certificatesTexts>>;

export function certificateColumns(t: T, format: Format): readonly Column<Certificate>[] {
  return [
    {
      id: 'name',
      head: t('friendlyName'),
      width: 'minmax(160px, 2fr)',
      line: 1,
      sortBy: nameOf,
      render: nameOf,
    },
    {
      id: 'status',
      head: t('status'),
      width: 'minmax(168px, 1.4fr)',
      line: 1,
      sortBy: ({ status }) => t(status),
      render: (row) => <CertificateStatus {...{ row, t, format }} />,
    },
    {
      id: 'expires',
      head: t('expires'),
      width: 'minmax(160px, 1.2fr)',
      sortBy: ({ notAfter }) => notAfter,
      render: ({ status, notAfter }) => (status === 'PendingRequest' ? '–' : format.dateTime(notAfter)),
    },
    {
      id: 'issuer',
      head: t('issuer'),
      width: 'minmax(140px, 1.6fr)',
      line: 2,
      sortBy: ({ issuer }) => commonName(issuer),
      render: ({ isSelfSigned, issuer }) => (isSelfSigned ? t('selfSigned') : commonName(issuer) || '–'),
    },
    {
      id: 'services',
      head: t('services'),
      width: 'minmax(104px, 0.8fr)',
      line: 2,
      render: ({ services }) =>
        services.length === 0
          ? '–'
          : services.map((name) => (
              <span key={name} className="chip">
                {name}
              </span>
            )),
    },
  ];
}

interface CertificateStatusProps {
  readonly row: Certificate;
  readonly t: T;
  readonly format: Format;
}

export function CertificateStatus({ row, t, format }: CertificateStatusProps) {
  const now = Date.now();
  return (
    <StateBadge state={stateOf(row, now)}>
      {expiresSoon(row, now) ? t('expiresSoon', { time: format.relative(row.notAfter) }) : t(row.status)}
    </StateBadge>
  );
}

export function searchedText({
  friendlyName,
  subject,
  issuer,
  thumbprint,
  certificateDomains,
}: Certificate): string {
  return [friendlyName, subject, issuer, thumbprint, ...certificateDomains].join(' ');
}
