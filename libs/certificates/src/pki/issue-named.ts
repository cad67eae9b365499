// The X.509 library finds its algorithms through dependency injection, which needs this first.
import 'reflect-metadata';

import type { webcrypto } from 'node:crypto';

import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type JsonName,
} from '@peculiar/x509';

import { keyPem, validity, type KeyPair } from './issue.js';

/** As New-SelfSignedCertificate of Windows calls them. */
export const keyAlgorithms = ['RSA', 'ECDSA_nistP256', 'ECDSA_nistP384'] as const;

/** What a certificate is to be for. */
export interface NamedCertificate {
  readonly subject: JsonName;
  readonly domains: readonly string[];
  readonly keyAlgorithm: (typeof keyAlgorithms)[number];
  /** Of RSA, in bits. */
  readonly keySize: number;
}

/** A request (PKCS #10) and its private key, as PEM. */
export interface RequestPair {
  readonly request: string;
  readonly key: string;
}

const fiveYears = 5 * 365;

/** Issued by itself, for five years, as Exchange does. */
export async function issueSelfSigned(named: NamedCertificate, now: Date): Promise<KeyPair> {
  const [algorithm, keys] = await newKeys(named);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: named.subject,
    keys,
    ...validity(now, fiveYears),
    signingAlgorithm: algorithm,
    extensions: await extensionsOf(named, keys.publicKey),
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await keyPem(keys.privateKey) };
}

/** For an authority that is to issue it (RFC 2986). */
export async function requestCertificate(named: NamedCertificate): Promise<RequestPair> {
  const [algorithm, keys] = await newKeys(named);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: named.subject,
    keys,
    signingAlgorithm: algorithm,
    extensions: await extensionsOf(named, keys.publicKey),
  });
  return { request: `${request.toString('pem')}\n`, key: await keyPem(keys.privateKey) };
}

async function newKeys({ keyAlgorithm, keySize }: NamedCertificate) {
  const algorithm = algorithmOf(keyAlgorithm, keySize);
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  return [algorithm, keys as webcrypto.CryptoKeyPair] as const;
}

function algorithmOf(keyAlgorithm: NamedCertificate['keyAlgorithm'], modulusLength: number) {
  switch (keyAlgorithm) {
    case 'RSA':
      return {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      } as const;
    case 'ECDSA_nistP256':
      return { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
    case 'ECDSA_nistP384':
      return { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' } as const;
  }
}

async function extensionsOf({ domains, keyAlgorithm }: NamedCertificate, publicKey: webcrypto.CryptoKey) {
  const encipherment = keyAlgorithm === 'RSA' ? KeyUsageFlags.keyEncipherment : 0;
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature | encipherment, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(domains.map((value) => ({ type: 'dns' as const, value }))),
    await SubjectKeyIdentifierExtension.create(publicKey),
  ];
}
