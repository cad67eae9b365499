// The X.509 library finds its algorithms through dependency injection, which needs this first.
import 'reflect-metadata';

import { randomBytes, type webcrypto } from 'node:crypto';

import {
  BasicConstraintsExtension,
  Extension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

import type { KeyPair } from '../pki/issue.js';

/** A certificate that a test has issued. */
export interface Issued extends KeyPair {
  readonly subject: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

export interface IssueOptions {
  /** Itself where nothing is said. */
  readonly by?: Issued;
  /** An authority, below which so many others may stand. */
  readonly authority?: true | { readonly pathLength: number };
  readonly names?: readonly string[];
  readonly usages?: readonly (keyof typeof ExtendedKeyUsage)[];
  readonly days?: readonly [from: number, to: number];
  /** keyUsage of an authority without keyCertSign. */
  readonly cannotSign?: true;
  readonly keys?: 'EC' | 'RSA 1024';
  readonly hash?: 'SHA-1' | 'SHA-256';
  /** OIDs of extensions that nobody understands. */
  readonly criticalExtensions?: readonly string[];
}

const dayMs = 86_400_000;

function algorithmOf({ keys = 'EC', hash = 'SHA-256' }: IssueOptions) {
  if (keys === 'EC') return { name: 'ECDSA', namedCurve: 'P-256', hash } as const;
  const publicExponent = new Uint8Array([1, 0, 1]);
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent, hash } as const;
}

/** CN is the subject. Valid since yesterday, until tomorrow. */
export async function issue(subject: string, options: IssueOptions = {}): Promise<Issued> {
  const { by, days: [from, to] = [-1, 1] } = options;
  const algorithm = algorithmOf(options);
  const keys = (await crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${subject}`,
    issuer: `CN=${by?.subject ?? subject}`,
    publicKey: keys.publicKey,
    signingKey: (by?.keys ?? keys).privateKey,
    signingAlgorithm: { ...algorithmOf({}), hash: options.hash ?? 'SHA-256' },
    serialNumber: `01${randomBytes(8).toString('hex')}`,
    notBefore: new Date(Date.now() + from * dayMs),
    notAfter: new Date(Date.now() + to * dayMs),
    extensions: extensionsOf(options),
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { subject, keys, key: `${key}\n`, certificate: `${certificate.toString('pem')}\n` };
}

function extensionsOf({ authority, names = [], usages, cannotSign, criticalExtensions = [] }: IssueOptions) {
  const pathLength = typeof authority === 'object' ? authority.pathLength : undefined;
  const signs = cannotSign === true ? KeyUsageFlags.digitalSignature : KeyUsageFlags.keyCertSign;
  const named = names.map((value) => ({ type: 'dns' as const, value }));
  return [
    new BasicConstraintsExtension(authority !== undefined, pathLength, true),
    ...(authority === undefined ? [] : [new KeyUsagesExtension(signs, true)]),
    ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension(named)]),
    ...(usages === undefined
      ? []
      : [new ExtendedKeyUsageExtension(usages.map((usage) => ExtendedKeyUsage[usage]))]),
    ...criticalExtensions.map((oid) => new Extension(oid, true, Buffer.from([0x05, 0x00]))),
  ];
}
