// The X.509 library finds its algorithms through dependency injection, which needs this first.
import 'reflect-metadata';

import { randomBytes, X509Certificate, type webcrypto } from 'node:crypto';

import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate that a test has issued. */
export interface Issued {
  readonly certificate: X509Certificate;
  /** PKCS #8, as PEM. */
  readonly key: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

export interface IssueOptions {
  /** Itself where nothing is said. */
  readonly by?: Issued;
  /** An authority without names, a server with them. */
  readonly names?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** extendedKeyUsage, as OIDs. */
  readonly usages?: readonly string[];
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;

export async function issue(subject: string, options: IssueOptions = {}): Promise<Issued> {
  const { by, names = [], usages } = options;
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const issued = await X509CertificateGenerator.create({
    subject: `CN=${subject}`,
    issuer: `CN=${by === undefined ? subject : by.certificate.subject.replace('CN=', '')}`,
    publicKey: keys.publicKey,
    signingKey: (by?.keys ?? keys).privateKey,
    signingAlgorithm: algorithm,
    serialNumber: `01${randomBytes(8).toString('hex')}`,
    notBefore: options.notBefore ?? new Date(Date.now() - dayMs),
    notAfter: options.notAfter ?? new Date(Date.now() + dayMs),
    extensions: [
      new BasicConstraintsExtension(names.length === 0, undefined, true),
      ...(names.length === 0
        ? []
        : [new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value })))]),
      ...(usages === undefined ? [] : [new ExtendedKeyUsageExtension([...usages])]),
    ],
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { certificate: new X509Certificate(Buffer.from(issued.rawData)), key, keys };
}
