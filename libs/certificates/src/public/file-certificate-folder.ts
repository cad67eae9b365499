import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';

import { isCode } from '@mailyard/service';

import { readIfThere } from '../pki/file-replacement.js';
import { judgedSettings, settingsOfPlaced, type CertificateSettings } from '../store/certificate-settings.js';
import type { PublicCertificate } from './certificate-choice.js';

/** A certificate of the folder. */
export interface StoredCertificate extends PublicCertificate {
  readonly settings: CertificateSettings;
}

/** What an operator has put into the folder. */
export interface CertificateFolder {
  /** By file name. */
  readonly certificates: ReadonlyMap<string, StoredCertificate>;
  /** Files that cannot be used, and why; the others serve. */
  readonly problems: readonly string[];
}

export const emptyFolder: CertificateFolder = { certificates: new Map(), problems: [] };

/**
 * Reads `NAME.crt` (PEM, with its chain), `NAME.key` and perhaps `NAME.json` for every NAME; a folder that is not there is
 * empty. Of a pair that is not in order, perhaps since it is being replaced at this moment, the one before stays.
 */
export async function readCertificateFolder(
  folder: string,
  before: CertificateFolder = emptyFolder,
): Promise<CertificateFolder> {
  const certificates = new Map<string, StoredCertificate>();
  const problems: string[] = [];
  for (const file of await namesIn(folder)) {
    const kept = before.certificates.get(file);
    try {
      certificates.set(file, await readPair(join(folder, file), kept));
    } catch (error) {
      if (kept !== undefined) certificates.set(file, kept);
      problems.push(
        `${join(folder, file)} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return { certificates, problems };
}

/** CA certificates (PEM) of a folder, as trust anchors for the certificates of peers. */
export async function readTrustFolder(folder: string): Promise<readonly string[]> {
  return Promise.all(
    (await namesIn(folder)).map(async (file) => {
      const certificate = await readFile(join(folder, file), 'utf8');
      // Whom we trust must be clear: a file that cannot be read is no reason to trust others instead.
      if (!isCertificate(certificate)) throw new Error(`${join(folder, file)} holds no certificate`);
      return certificate;
    }),
  );
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).serialNumber !== '';
  } catch {
    // Why it is none does not matter.
    return false;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.crt')).toSorted();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}

async function readPair(path: string, kept: StoredCertificate | undefined): Promise<StoredCertificate> {
  const certificate = await readFile(path, 'utf8');
  const key = await readFile(path.replace(/\.crt$/, '.key'), 'utf8');
  const said = await readIfThere(path.replace(/\.crt$/, '.json'));
  const settings = said === undefined ? settingsOfPlaced : judgedSettings(JSON.parse(said));
  if (kept?.pair.certificate === certificate && kept.pair.key === key) return { ...kept, settings };
  const x509 = new X509Certificate(certificate);
  if (!x509.checkPrivateKey(createPrivateKey(key))) throw new Error('the key is not that of the certificate');
  // Rejects what no session could use, such as a key that is too weak.
  createSecureContext({ cert: certificate, key });
  return { pair: { certificate, key }, x509, settings };
}
