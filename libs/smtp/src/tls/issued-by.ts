import { X509Certificate } from 'node:crypto';

const authorities = new Map<string, X509Certificate>();

/** Whether a CA, in PEM, has issued a certificate that is valid now. Of the two ends that are subscribed to each other. */
export function issuedBy(certificate: X509Certificate, authority: string, now: Date): boolean {
  let known = authorities.get(authority);
  if (known === undefined) {
    known = new X509Certificate(authority);
    // There are as many as subscriptions; those of the past are not worth keeping.
    if (authorities.size >= 64) authorities.clear();
    authorities.set(authority, known);
  }
  return (
    certificate.validFromDate <= now &&
    now < certificate.validToDate &&
    certificate.checkIssued(known) &&
    certificate.verify(known.publicKey)
  );
}
