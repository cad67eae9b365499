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

interface Greeting {
  readonly Enabled: boolean;
  readonly Fqdn?: string | undefined;
  readonly AuthMechanism: readonly string[];
}

/** Names that connectors offer STARTTLS under, and that no valid certificate bears, each once. */
export function uncoveredNames(
  connectors: readonly Greeting[],
  certificates: readonly Certificate[],
): readonly string[] {
  const borne = certificates
    .filter(({ status }) => status === 'Valid' || status === 'Untrusted')
    .flatMap(({ certificateDomains }) => certificateDomains);
  const names = connectors
    .filter(({ Enabled, AuthMechanism }) => Enabled && AuthMechanism.includes('Tls'))
    .flatMap(({ Fqdn }) => Fqdn ?? []);
  return [...new Set(names)].filter((name) => !borne.some((pattern) => covers(pattern, name))).toSorted();
}

/** RFC 9525 §6.3: a wildcard stands for one label. */
function covers(pattern: string, name: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), name.toLowerCase()];
  if (!wanted.startsWith('*.')) return wanted === given;
  return given.slice(given.indexOf('.')) === wanted.slice(1);
}
