import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';

import { pemBlocks } from '../files/pem.js';
import { isSelfSigned, isValid } from '../public/certificate-choice.js';
import { rootTypes, type TrustedAuthorities } from '../public/trusted-authorities.js';
import type { CertificateService } from './certificate-settings.js';
import { windowsName } from './distinguished-name.js';
import type { ListedCertificate } from './file-certificate-store.js';
import type { PendingRequest } from './file-certificate-requests.js';

export const certificateStates = ['Valid', 'DateInvalid', 'Untrusted', 'PendingRequest'] as const;
export const rootCATypes = ['None', ...rootTypes] as const;

/** A certificate, or a request for one, in Exchange's words. Times are milliseconds since the epoch. */
export interface CertificateView {
  /** SHA-1, in capitals. */
  readonly thumbprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly certificateDomains: readonly string[];
  readonly friendlyName: string;
  readonly services: readonly CertificateService[];
  readonly status: (typeof certificateStates)[number];
  /** Whose authority it leads to: a public one, one of `trusted/`, its own (None), or one that nobody knows here. */
  readonly rootCAType: (typeof rootCATypes)[number];
  readonly isSelfSigned: boolean;
  readonly hasPrivateKey: boolean;
  readonly privateKeyExportable: boolean;
  /** Bits. */
  readonly publicKeySize: number;
  /** Shown where no certificate bears the name of a connector. */
  readonly isDefault: boolean;
  /** PEM, of a pending request. */
  readonly certificateRequest?: string | undefined;
}

export function certificateView(
  listed: ListedCertificate,
  { authorities, now }: { readonly authorities: TrustedAuthorities; readonly now: Date },
): CertificateView {
  const { x509, pair, settings, thumbprint, isDefault } = listed;
  const isOwn = isSelfSigned(x509);
  const rootCAType = isOwn ? 'None' : authorities.rootTypeOf(chainIn(pair.certificate, x509), now);
  return {
    thumbprint,
    subject: windowsName(x509.subject),
    issuer: windowsName(x509.issuer),
    serialNumber: x509.serialNumber,
    notBefore: x509.validFromDate.getTime(),
    notAfter: x509.validToDate.getTime(),
    certificateDomains: domainsOf(x509),
    friendlyName: settings.FriendlyName,
    services: settings.Services,
    status: stateOf(x509, rootCAType, now),
    rootCAType,
    isSelfSigned: isOwn,
    hasPrivateKey: true,
    privateKeyExportable: settings.PrivateKeyExportable,
    publicKeySize: bitsOf(x509.publicKey),
    isDefault,
  };
}

/** A request has neither issuer nor end; what Exchange shows there is when it was made. */
export function requestView({
  thumbprint,
  pair,
  settings,
  subject,
  domains,
  madeAt,
}: PendingRequest): CertificateView {
  return {
    thumbprint,
    subject,
    issuer: subject,
    serialNumber: '',
    notBefore: madeAt,
    notAfter: madeAt,
    certificateDomains: domains,
    friendlyName: settings.FriendlyName,
    services: [],
    status: 'PendingRequest',
    rootCAType: 'Unknown',
    isSelfSigned: false,
    hasPrivateKey: true,
    privateKeyExportable: settings.PrivateKeyExportable,
    publicKeySize: bitsOf(createPrivateKey(pair.key)),
    isDefault: false,
    certificateRequest: pair.request,
  };
}

function stateOf(
  x509: X509Certificate,
  root: CertificateView['rootCAType'],
  now: Date,
): CertificateView['status'] {
  if (!isValid(x509, now)) return 'DateInvalid';
  return root === 'Unknown' ? 'Untrusted' : 'Valid';
}

/** The certificate itself, and what is sent along with it. */
function chainIn(pem: string, own: X509Certificate): readonly [X509Certificate, ...X509Certificate[]] {
  const [, ...above] = pemBlocks(pem);
  return [own, ...above.map((each) => new X509Certificate(each))];
}

function domainsOf({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return [...subjectAltName.matchAll(/DNS:([^,\s]+)/g)].map(([, name = '']) => name);
}

const curves: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

function bitsOf({ asymmetricKeyDetails }: KeyObject): number {
  const { modulusLength, namedCurve = '' } = asymmetricKeyDetails ?? {};
  return modulusLength ?? curves[namedCurve] ?? 256;
}
