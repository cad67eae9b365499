import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';

import { thumbprintOf } from '../store/thumbprint.js';
import { CertificateFileError } from './certificate-file-error.js';

/** The certificates of a PEM file, one by one. */
export function pemBlocks(pem: string): readonly string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

/** The octets of one block. */
export function derOfPem(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[A-Z0-9 ]+-----/g, ''), 'base64');
}

export function thumbprintOfPem(pem: string): string {
  return thumbprintOf(new X509Certificate(pem).raw);
}

/** Throws CertificateFileError for what no session could use, such as a key that is too weak. */
export function checkUsable(certificate: string, key: string): void {
  if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
    throw new CertificateFileError('the key is not that of the certificate');
  }
  try {
    createSecureContext({ cert: certificate, key });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CertificateFileError(`no TLS session could use it: ${reason}`, { cause: error });
  }
}
