import { X509Certificate } from 'node:crypto';

import type { KeyPair } from '../pki/issue.js';

/** A certificate that may be shown after STARTTLS. */
export interface PublicCertificate {
  readonly pair: KeyPair;
  readonly x509: X509Certificate;
}

export interface CertificateWish {
  /** Name that the peer sees in banner and EHLO. */
  readonly fqdn: string;
  /** `<I>issuer<S>subject`: this certificate and no other. */
  readonly certificateName?: string | undefined;
}

/**
 * The certificate for a name: one that is valid today before one that is not, one of a CA before a self-signed one, then
 * the newest. Undefined: none bears the name.
 */
export function chooseCertificate(
  certificates: readonly PublicCertificate[],
  { fqdn, certificateName }: CertificateWish,
  now: Date,
): PublicCertificate | undefined {
  const fitting = certificates.filter(({ x509 }) =>
    certificateName === undefined ? x509.checkHost(fqdn) !== undefined : isNamedSo(x509, certificateName),
  );
  return fitting.toSorted(
    (a, b) =>
      Number(isValid(b.x509, now)) - Number(isValid(a.x509, now)) ||
      Number(isSelfSigned(a.x509)) - Number(isSelfSigned(b.x509)) ||
      b.x509.validFromDate.getTime() - a.x509.validFromDate.getTime(),
  )[0];
}

/** Whether `<I>issuer<S>subject` means it. */
export function isNamedSo({ issuer, subject }: X509Certificate, certificateName: string): boolean {
  const wanted = parseCertificateName(certificateName);
  return wanted !== undefined && nameKey(issuer) === wanted.issuer && nameKey(subject) === wanted.subject;
}

export function isValid({ validFromDate, validToDate }: X509Certificate, now: Date): boolean {
  return validFromDate <= now && now < validToDate;
}

export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.issuer === certificate.subject;
}

function parseCertificateName(text: string) {
  const [, issuer, subject] = /^<I>(.+)<S>(.+)$/s.exec(text.trim()) ?? [];
  if (issuer === undefined || subject === undefined) return undefined;
  return { issuer: nameKey(issuer), subject: nameKey(subject) };
}

const aliases: ReadonlyMap<string, string> = new Map([
  ['s', 'st'],
  ['e', 'emailaddress'],
]);

/**
 * A distinguished name for comparing. Windows writes the most specific part first and joins with commas, OpenSSL the other
 * way round and with line ends; so the order of the parts does not count, nor do case and quotes. Two attributes have
 * another name in Windows.
 */
function nameKey(name: string): string {
  const parts = name.split(/\n|,\s*(?=[A-Za-z][\w.]*\s*=)/).map((part) => {
    const equals = part.indexOf('=');
    const value = part
      .slice(equals + 1)
      .trim()
      .replaceAll(/^"|"$|\\(?=.)/g, '');
    const type = part.slice(0, equals).trim().toLowerCase();
    return `${aliases.get(type) ?? type}=${value.toLowerCase()}`;
  });
  return parts.toSorted().join('\n');
}
