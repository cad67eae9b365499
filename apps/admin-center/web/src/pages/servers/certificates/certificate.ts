import type { OutputOf } from '../../../api/index.js';
import type { State } from '../../../ui/index.js';

export type Certificate = OutputOf<'Get-ExchangeCertificate'>[number];

const soonMs = 30 * 86_400_000;

/** The name that a person gave it, or the first that it bears. */
export function nameOf({ friendlyName, certificateDomains, subject }: Certificate): string {
  return friendlyName || certificateDomains[0] || subject;
}

export function expiresSoon({ notAfter, status }: Certificate, now: number): boolean {
  return status === 'Valid' && notAfter - now < soonMs;
}

export function stateOf(certificate: Certificate, now: number): State {
  switch (certificate.status) {
    case 'Valid':
      return expiresSoon(certificate, now) ? 'warn' : 'good';
    case 'Untrusted':
      return 'warn';
    case 'DateInvalid':
      return 'bad';
    case 'PendingRequest':
      return 'held';
  }
}

/** `CN=mail.contoso.com` of a whole distinguished name. */
export function commonName(name: string): string {
  return /(?:^|,\s*)CN=([^,]+)/.exec(name)?.[1] ?? name;
}
