import type { PublicCertificate } from './certificate-choice.js';

/** What an administrator should replace. */
export interface CertificateExpiry {
  readonly code: typeof certificateExpires;
  /** Names that it bears. */
  readonly subject: string;
  readonly reason: string;
}

export const certificateExpires = 'certificate-expires';

const noticeMs = 14 * 86_400_000;

/** Certificates that expire within two weeks, but for those that a newer one for the same names has replaced. */
export function expiringCertificates(
  certificates: readonly PublicCertificate[],
  now: Date,
): readonly CertificateExpiry[] {
  return certificates
    .filter(({ x509 }) => x509.validToDate.getTime() - now.getTime() < noticeMs)
    .filter((one) => !certificates.some((other) => replaces(other, one)))
    .map(({ x509 }) => {
      const expires = x509.validToDate.getTime() < now.getTime() ? 'expired' : 'expires';
      const subject = x509.subjectAltName ?? x509.subject;
      return {
        code: certificateExpires,
        subject,
        reason: `it ${expires} at ${x509.validToDate.toISOString()}`,
      };
    });
}

function replaces({ x509: other }: PublicCertificate, { x509 }: PublicCertificate): boolean {
  return other.subjectAltName === x509.subjectAltName && other.validToDate > x509.validToDate;
}
