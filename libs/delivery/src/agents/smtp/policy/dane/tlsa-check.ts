import { createHash, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';

import type { TlsaRecord } from '@mailyard/dns';
import type { PresentedChain } from '@mailyard/smtp';

import { publicKeyInfo } from './public-key-info.js';

export interface TlsaCheck {
  /** Usable ones: see usableRecords. */
  readonly records: readonly TlsaRecord[];
  /** One of which the peer must have, under a trust anchor (RFC 7672 §3.2.2): TLSA base domain, domain of the recipients. */
  readonly names: readonly string[];
  readonly now: Date;
}

/** The numbers of RFC 7218. */
const usages = { daneTa: 2, daneEe: 3 } as const;
const selectors = { cert: 0, spki: 1 } as const;
const digests: Readonly<Record<number, { readonly name: string; readonly octets: number }>> = {
  1: { name: 'sha256', octets: 32 },
  2: { name: 'sha512', octets: 64 },
};
const wholeData = 0;

/** RFC 7672 §3.1: those of DANE-TA and DANE-EE that we understand; PKIX usages are none for mail (§3.1.3). */
export function usableRecords(records: readonly TlsaRecord[]): readonly TlsaRecord[] {
  return records.filter(({ usage, selector, matchingType, data }) => {
    const known = (usage === usages.daneTa || usage === usages.daneEe) && selector <= selectors.spki;
    const digest = digests[matchingType];
    return known && (matchingType === wholeData ? data.length > 0 : digest?.octets === data.length);
  });
}

/** What is wrong with a chain; undefined: one of the records says that it is the peer's (RFC 7671 §5). */
export function objectionOfTlsa(chain: PresentedChain, check: TlsaCheck): string | undefined {
  const { records } = check;
  const own = chain[0];
  // RFC 7671 §5.1: the key is the peer's, whatever name or time is in the certificate.
  if (of(records, usages.daneEe).some((record) => matches(record, own))) return undefined;
  const anchors = of(records, usages.daneTa);
  return anchors.length === 0
    ? 'no TLSA record matches'
    : objectionOfAnchors(chain, { ...check, records: anchors });
}

function of(records: readonly TlsaRecord[], usage: number): readonly TlsaRecord[] {
  return records.filter((record) => record.usage === usage);
}

function matches({ selector, matchingType, data }: TlsaRecord, certificate: X509Certificate): boolean {
  const { raw } = certificate;
  const selected = selector === selectors.spki ? publicKeyInfo(raw) : raw;
  const digest = digests[matchingType];
  return data.equals(digest === undefined ? selected : createHash(digest.name).update(selected).digest());
}

/** RFC 7671 §5.2: the chain leads to an anchor, is valid now, and has one of the names. */
function objectionOfAnchors(chain: PresentedChain, { records, names, now }: TlsaCheck): string | undefined {
  const [own] = chain;
  const anchored = leadsToAnchor(chain, records, now);
  if (anchored !== undefined) return anchored;
  if (!names.some((name) => own.checkHost(name, { partialWildcards: false }) !== undefined)) {
    return `it is not for ${names.join(' or ')}`;
  }
  return isForServers(own) ? undefined : 'it is not for TLS servers';
}

function leadsToAnchor(chain: PresentedChain, records: readonly TlsaRecord[], now: Date): string | undefined {
  const left = new Set<X509Certificate>([...chain.slice(1), ...records.flatMap(anchorIn)]);
  let certificate: X509Certificate = chain[0];
  for (;;) {
    if (!isValidAt(certificate, now)) return `${certificate.subject || 'it'} is not valid now`;
    const last = certificate;
    if (records.some((record) => keyIn(record, last))) return undefined;
    const issuer = [...left].find(
      (other) => last.checkIssued(other) && other.ca && signed(last, other.publicKey),
    );
    if (issuer === undefined) return 'it does not lead to a trust anchor of the TLSA records';
    left.delete(issuer);
    if (records.some((record) => matches(record, issuer))) {
      return isValidAt(issuer, now) ? undefined : `${issuer.subject} is not valid now`;
    }
    certificate = issuer;
  }
}

/** RFC 7671 §5.2.1: an anchor that stands in the record need not be presented. */
function anchorIn({ selector, matchingType, data }: TlsaRecord): readonly X509Certificate[] {
  if (selector !== selectors.cert || matchingType !== wholeData) return [];
  try {
    return [new X509Certificate(data)];
  } catch {
    // Anybody may publish anything; what is no certificate signs none.
    return [];
  }
}

/** The same of an anchor that is a key (RFC 7671 §5.2.2): whether it has signed this certificate. */
function keyIn({ selector, matchingType, data }: TlsaRecord, certificate: X509Certificate): boolean {
  if (selector !== selectors.spki || matchingType !== wholeData) return false;
  try {
    return certificate.verify(createPublicKey({ key: data, format: 'der', type: 'spki' }));
  } catch {
    return false;
  }
}

function signed(certificate: X509Certificate, by: KeyObject): boolean {
  try {
    return certificate.verify(by);
  } catch {
    // A key of a sort that cannot sign.
    return false;
  }
}

function isValidAt({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo);
}

/** RFC 5280 §4.2.1.12: without extendedKeyUsage for everything. */
function isForServers({ keyUsage }: X509Certificate): boolean {
  const serverAuth = '1.3.6.1.5.5.7.3.1';
  const any = '2.5.29.37.0';
  return keyUsage === undefined || keyUsage.some((usage) => usage === serverAuth || usage === any);
}
