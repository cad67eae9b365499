// The X.509 library finds its algorithms through dependency injection, which needs this first.
import 'reflect-metadata';

import type { X509Certificate } from 'node:crypto';

import { BasicConstraintsExtension, X509Certificate as ParsedCertificate } from '@peculiar/x509';

import { isValid } from './certificate-choice.js';

export interface TrustAnchors {
  /** Those that have this subject. */
  named(subject: string): readonly X509Certificate[];
}

interface Search {
  readonly presented: readonly X509Certificate[];
  readonly anchors: TrustAnchors;
  readonly now: Date;
  /** A peer must not make us look at signatures without end. */
  signaturesLeft: number;
}

const signaturesMax = 32;
const depthMax = 8;

/** Either end of TLS, or whatever use (RFC 5280 §4.2.1.12). */
const usages = new Set(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2', '2.5.29.37.0']);

/** Critical extensions that do not change the judgement, or are judged here: key identifiers, usages, names, policies. */
const understood = new Set(['14', '15', '17', '19', '32', '35', '37'].map((arc) => `2.5.29.${arc}`));
const nameConstraints = '2.5.29.30';

const rsaBitsMin = 2048;
const weakDigests = new Set(['MD5', 'SHA-1']);

/**
 * Why a chain is not good (RFC 5280 §6.1), its own certificate first; undefined: a trust anchor has issued it. The use of
 * either end of TLS will do: partners have certificates for servers alone, which OpenSSL takes from no client. What could
 * narrow an authority down and is not understood here (name constraints) makes its certificates unusable.
 */
export function chainProblem(
  [own, ...presented]: readonly [X509Certificate, ...X509Certificate[]],
  { anchors, now }: Pick<Search, 'anchors' | 'now'>,
): string | undefined {
  const problem = ownProblem(own, now);
  if (problem !== undefined) return problem;
  const search: Search = { presented, anchors, now, signaturesLeft: signaturesMax };
  return leadsToAnchor([own], search) ? undefined : 'no trusted authority has issued it';
}

/** What is wrong with a certificate itself, whoever has issued it. */
export function ownProblem(certificate: X509Certificate, now: Date): string | undefined {
  if (certificate.validFromDate > now) return 'it is not valid yet';
  if (!isValid(certificate, now)) return 'it has expired';
  if (!isForTls(certificate)) return 'it is for another purpose';
  return isSound(certificate)
    ? undefined
    : 'its key or its signature is too weak, or it says what is not understood';
}

function leadsToAnchor(path: readonly X509Certificate[], search: Search): boolean {
  const last = path.at(-1);
  if (last === undefined || path.length > depthMax) return false;
  const { anchors, presented } = search;
  const isLast = ({ fingerprint256 }: X509Certificate): boolean => fingerprint256 === last.fingerprint256;
  if (anchors.named(last.subject).some(isLast)) return true;
  // Weak or not, what signs an anchor does not matter; everything else is signed with something sound.
  const issuers = [...anchors.named(last.issuer), ...presented];
  return issuers.some(
    (issuer) =>
      !path.includes(issuer) &&
      mayIssue(issuer, path, search) &&
      hasSigned(issuer, last, search) &&
      leadsToAnchor([...path, issuer], search),
  );
}

/** A certificate of an authority that is valid, may stand here, and is for TLS if it says what it is for. */
function mayIssue(
  issuer: X509Certificate,
  below: readonly X509Certificate[],
  { now, anchors }: Search,
): boolean {
  if (!issuer.ca || !isValid(issuer, now) || !isForTls(issuer)) return false;
  const isAnchor = anchors.named(issuer.subject).includes(issuer);
  const authoritiesBelow = below.length - 1;
  return authoritiesBelow <= pathLengthOf(issuer) && (isAnchor || isSound(issuer));
}

/** By name, key identifier and key usage, and in truth. */
function hasSigned(issuer: X509Certificate, certificate: X509Certificate, search: Search): boolean {
  if (!certificate.checkIssued(issuer) || search.signaturesLeft <= 0) return false;
  search.signaturesLeft -= 1;
  return certificate.verify(issuer.publicKey);
}

function isForTls({ keyUsage }: X509Certificate): boolean {
  const extended = keyUsage as readonly string[] | undefined;
  return extended === undefined || extended.some((usage) => usages.has(usage));
}

function isSound(certificate: X509Certificate): boolean {
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  if (asymmetricKeyType?.startsWith('rsa') === true && bits < rsaBitsMin) return false;
  const { extensions, signatureAlgorithm } = new ParsedCertificate(certificate.raw);
  const { hash } = signatureAlgorithm as { readonly hash?: { readonly name: string } };
  if (hash !== undefined && weakDigests.has(hash.name)) return false;
  return extensions.every(
    ({ type, critical }) => type !== nameConstraints && (!critical || understood.has(type)),
  );
}

function pathLengthOf(certificate: X509Certificate): number {
  const constraints = new ParsedCertificate(certificate.raw).getExtension(BasicConstraintsExtension);
  return constraints?.pathLength ?? Infinity;
}
