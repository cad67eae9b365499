import type { X509Certificate } from 'node:crypto';

import { domainKey } from '@mailyard/smtp';

/**
 * Whether a certificate is for a domain (RFC 9525 §6.3): one of its alternative names is that domain, or has `*` in place of
 * its first label; its common name does not count. `*.contoso.com` is met by any name in contoso.com, an address in brackets
 * by that address.
 */
export function isFor(certificate: X509Certificate, wanted: string): boolean {
  const [, address] = /^\[(?:IPv6:)?([\da-f.:]+)\]$/i.exec(wanted) ?? [];
  if (address !== undefined) return certificate.checkIP(address) !== undefined;
  const domain = domainKey(wanted.replace(/^\*\./, ''));
  const within = wanted.startsWith('*.');
  return namesOf(certificate).some((name) => matches(name, domain) || (within && isWithin(name, domain)));
}

/** The same for a domain or any host in it, as Domain Security has it. */
export function isForHostOf(certificate: X509Certificate, domain: string): boolean {
  return isFor(certificate, domain) || isFor(certificate, `*.${domain}`);
}

/** As people read them. */
export function shownNames(certificate: X509Certificate): string {
  return namesOf(certificate).join(', ') || 'none';
}

function namesOf({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return subjectAltName
    .split(', ')
    .flatMap((name) => /^DNS:([\w.*-]+)$/.exec(name)?.[1]?.toLowerCase() ?? []);
}

/** `*` stands for exactly one label, and never beside a top-level domain alone. */
function matches(name: string, domain: string): boolean {
  if (name === domain) return true;
  if (!name.startsWith('*.')) return false;
  const [, ...rest] = domain.split('.');
  return rest.length > 1 && name.slice(2) === rest.join('.');
}

function isWithin(name: string, domain: string): boolean {
  const plain = name.replace(/^\*\./, '');
  return plain === domain || plain.endsWith(`.${domain}`);
}
