// The X.509 library finds its algorithms through dependency injection, which needs this first.
import 'reflect-metadata';

import { randomBytes } from 'node:crypto';

import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its private key, both as PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** Marks the public certificate as ours to renew; one from an administrator has another subject. */
export const selfSignedUnit = 'Mailyard self-signed';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;
const authorityDays = 3_650;
const certificateDays = 730;

/** The organization’s certificate authority. */
export async function issueAuthority(now: Date): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    // No two organizations have a CA of the same name: a peer of the other one is then unknown to us, and not a forger
    // of ours, on whom OpenSSL would break the connection off before the session can answer.
    name: `CN=Mailyard organization CA ${randomBytes(4).toString('hex')}`,
    keys,
    ...validity(now, authorityDays),
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return toPem(certificate, keys.privateKey);
}

/** The certificate with which the services of one server know each other. */
export async function issueInternal(authority: KeyPair, fqdn: string, now: Date): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const signingKey = await importKey(authority.key);
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${fqdn}`,
    issuer: new X509Certificate(authority.certificate).subject,
    publicKey: keys.publicKey,
    signingKey,
    ...validity(now, certificateDays),
    signingAlgorithm: algorithm,
    extensions: leafExtensions(fqdn, [ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
  });
  return toPem(certificate, keys.privateKey);
}

/** What STARTTLS shows until the administrator puts a real certificate in its place. */
export async function issuePublic(fqdn: string, now: Date): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${fqdn}, OU=${selfSignedUnit}`,
    keys,
    ...validity(now, certificateDays),
    signingAlgorithm: algorithm,
    extensions: leafExtensions(fqdn, [ExtendedKeyUsage.serverAuth]),
  });
  return toPem(certificate, keys.privateKey);
}

function leafExtensions(fqdn: string, usages: ExtendedKeyUsage[]) {
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension(usages),
    new SubjectAlternativeNameExtension(
      [...new Set([fqdn, 'localhost'])].map((value) => ({ type: 'dns' as const, value })),
    ),
  ];
}

/** From yesterday on, with a serial number that nobody else has. */
export function validity(now: Date, days: number) {
  // A day back, since the clocks of a new machine may differ; a positive serial number as RFC 5280 §4.1.2.2 asks.
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return {
    serialNumber: serial.toString('hex'),
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + days * dayMs),
  };
}

async function importKey(pem: string) {
  const [der] = PemConverter.decode(pem);
  if (der === undefined) throw new Error('ca.key holds no private key');
  return crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
}

async function toPem(certificate: X509Certificate, key: Parameters<typeof crypto.subtle.exportKey>[1]) {
  return { certificate: `${certificate.toString('pem')}\n`, key: await keyPem(key) };
}

/** PKCS #8. */
export async function keyPem(key: Parameters<typeof crypto.subtle.exportKey>[1]): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', key);
  return `${PemConverter.encode(der, 'PRIVATE KEY')}\n`;
}
