// The X.509 library finds its algorithms through dependency injection, which needs this first.
import 'reflect-metadata';

import { createPrivateKey, X509Certificate } from 'node:crypto';

import { PemConverter, X509Certificates } from '@peculiar/x509';

import { CertificateFileError } from './certificate-file-error.js';
import { readPfx } from './read-pfx.js';

/** What a file of certificates holds. */
export interface CertificateFile {
  /** PEM, the certificate itself first, then those that lead to its authority. */
  readonly chain: readonly [string, ...string[]];
  /** PEM, of the first certificate; absent: the file has none. */
  readonly key?: string;
  readonly friendlyName?: string;
}

interface Found {
  readonly certificates: readonly X509Certificate[];
  readonly keys: readonly string[];
  readonly friendlyName?: string;
}

/** More is no chain. */
const fileBytesMax = 1024 * 1024;

/**
 * Reads PKCS #12 (.pfx), PKCS #7 (.p7b), X.509 (.cer) as DER or Base64, and PEM with certificates and perhaps a key. Throws
 * CertificateFileError.
 */
export function readCertificateFile(file: Buffer, password?: string): CertificateFile {
  if (file.length > fileBytesMax) throw new CertificateFileError('the file is larger than 1 MB');
  const { certificates, keys, friendlyName } = found(file, password);
  if (certificates.length === 0) throw new CertificateFileError('the file holds no certificate');
  if (keys.length > 1) {
    throw new CertificateFileError(`the file holds ${keys.length} private keys: one is taken`);
  }
  const [key] = keys;
  const named = friendlyName === undefined ? {} : { friendlyName };
  if (key === undefined) return { chain: chainFrom(leafOf(certificates), certificates), ...named };
  const own = certificates.find((each) => each.checkPrivateKey(createPrivateKey(key)));
  if (own === undefined) {
    throw new CertificateFileError('the private key belongs to none of its certificates');
  }
  return { chain: chainFrom(own, certificates), key, ...named };
}

function found(file: Buffer, password: string | undefined): Found {
  const text = file.toString('latin1');
  if (text.includes('-----BEGIN ')) return inPem(text, password);
  const der = isBase64(text) ? Buffer.from(text, 'base64') : file;
  const [certificates, problem] = inDer(der);
  if (certificates !== undefined) return { certificates, keys: [] };
  // What is neither X.509 nor PKCS #7 is PKCS #12.
  if (password === undefined) {
    throw new CertificateFileError(`Password is missing, or this is no file of certificates (${problem})`);
  }
  const { certificates: raw, ...pfx } = readPfx(der, password);
  return { ...pfx, certificates: raw.map(x509) };
}

function inPem(text: string, passphrase: string | undefined): Found {
  const blocks = PemConverter.decodeWithHeaders(text);
  const certificates = blocks
    .filter(({ type }) => /CERTIFICATE$|^PKCS7$/.test(type))
    .flatMap(({ rawData }) => inDer(Buffer.from(rawData))[0] ?? []);
  const pems =
    text.match(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/g) ?? [];
  return { certificates, keys: pems.map((pem) => keyOf(pem, passphrase)) };
}

function keyOf(pem: string, passphrase: string | undefined): string {
  try {
    const key = createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) });
    return key.export({ format: 'pem', type: 'pkcs8' }) as string;
  } catch (error) {
    throw new CertificateFileError(
      'the private key cannot be read: the password is wrong, or it is damaged',
      {
        cause: error,
      },
    );
  }
}

type Outcome =
  readonly [certificates: readonly X509Certificate[]] | readonly [certificates: undefined, problem: string];

function inDer(der: Buffer): Outcome {
  try {
    const bundle = new X509Certificates(Uint8Array.from(der));
    return [bundle.map(({ rawData }) => x509(Buffer.from(rawData)))];
  } catch {
    // Another form may fit.
  }
  try {
    return [[new X509Certificate(der)]];
  } catch (error) {
    return [undefined, error instanceof Error ? error.message : String(error)];
  }
}

function x509(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (error) {
    throw new CertificateFileError('a certificate in the file is damaged', { cause: error });
  }
}

/** The one that has issued no other. */
function leafOf(certificates: readonly X509Certificate[]): X509Certificate {
  const leaf = certificates.find(
    (each) => !certificates.some((other) => other !== each && other.checkIssued(each)),
  );
  if (leaf === undefined) throw new CertificateFileError('the certificates of the file issue each other');
  return leaf;
}

/** From the certificate up; a root that signs itself is known to whoever trusts it, and is left out. */
function chainFrom(own: X509Certificate, all: readonly X509Certificate[]): readonly [string, ...string[]] {
  const above: string[] = [];
  let last = own;
  for (let step = 0; step < all.length; step += 1) {
    const below = last;
    const issuer = all.find((each) => each !== below && below.checkIssued(each) && !isRoot(each));
    if (issuer === undefined || above.includes(issuer.toString())) break;
    above.push(issuer.toString());
    last = issuer;
  }
  return [own.toString(), ...above];
}

function isRoot(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate);
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/\s]+=*\s*$/.test(text);
}
