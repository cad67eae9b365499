import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { withFileLock } from '@mailyard/service';

import type { CertificateFile } from '../files/certificate-file.js';
import { ensurePki, lockOf, lockOptions } from '../pki/file-pki.js';
import { readIfThere, replaceFile } from '../pki/file-replacement.js';
import type { RequestPair } from '../pki/issue-named.js';
import {
  readCertificateFolder,
  readTrustFolder,
  type StoredCertificate,
} from '../public/file-certificate-folder.js';
import { TrustedAuthorities } from '../public/trusted-authorities.js';
import { certificateServices, settingsText, type CertificateSettings } from './certificate-settings.js';
import { readRequests, requestFiles, type PendingRequest } from './file-certificate-requests.js';
import { thumbprintOf } from './thumbprint.js';

/** All certificates that a server can show. */
export interface StoreContents {
  readonly certificates: readonly ListedCertificate[];
  readonly requests: readonly PendingRequest[];
  readonly authorities: TrustedAuthorities;
}

export interface ListedCertificate extends StoredCertificate {
  /** SHA-1, in capitals. */
  readonly thumbprint: string;
  /** `own`: the one that the server has made for itself, or an administrator has put in its place. */
  readonly name: string;
  /** Shown where no certificate bears the name of a connector. */
  readonly isDefault: boolean;
}

export const ownName = 'own';

const ownSettings: CertificateSettings = {
  FriendlyName: 'Mailyard',
  Services: certificateServices,
  PrivateKeyExportable: false,
};

/** The certificates of a server in its files, to be looked at and changed; services follow within ten seconds. */
export class CertificateStore {
  readonly #folder: string;
  readonly #fqdn: string;

  /** `folder`: `pki` of the data directory. */
  constructor(folder: string, { fqdn }: { readonly fqdn: string }) {
    this.#folder = folder;
    this.#fqdn = fqdn;
  }

  /** Whether a service has made any here. */
  async exists(): Promise<boolean> {
    return (await readIfThere(join(this.#folder, 'ca.crt'))) !== undefined;
  }

  async contents(): Promise<StoreContents> {
    // Whoever only looks makes no second organization in the place of one whose volume is missing.
    if (!(await this.exists())) {
      throw new Error(
        `${this.#folder} holds no certificates: its volume is not there, or no service has run yet`,
      );
    }
    const pki = await ensurePki(this.#folder, this.#fqdn);
    const { certificates } = await readCertificateFolder(this.#certificates);
    const byName = [...certificates].map(([file, stored]) => [file.replace(/\.crt$/, ''), stored] as const);
    const own = {
      pair: pki.public,
      x509: new X509Certificate(pki.public.certificate),
      settings: ownSettings,
    };
    const listed = [...byName, [ownName, own] as const].map(([name, stored]) => ({
      ...stored,
      name,
      thumbprint: thumbprintOf(stored.x509.raw),
    }));
    const chosen = (await readDefault(this.#folder)) ?? '';
    const isThere = listed.some((each) => each.thumbprint === chosen && isForSmtp(each));
    return {
      certificates: listed.map((each) => ({
        ...each,
        isDefault: isThere ? each.thumbprint === chosen : each.name === ownName,
      })),
      requests: await readRequests(this.#requests),
      authorities: new TrustedAuthorities(await readTrustFolder(join(this.#folder, 'trusted'))),
    };
  }

  /** Resolves with its thumbprint. One that is there already gets the settings. */
  async add(
    { chain, key }: Required<Pick<CertificateFile, 'chain' | 'key'>>,
    settings: CertificateSettings,
  ): Promise<string> {
    const thumbprint = thumbprintOf(new X509Certificate(chain[0]).raw);
    await this.#change(this.#certificates, async () => {
      const file = (end: string): string => join(this.#certificates, `${thumbprint}.${end}`);
      // The certificate last: whoever sees it finds what belongs to it.
      await replaceFile(file('json'), { content: settingsText(settings), mode: 0o600 });
      await replaceFile(file('key'), { content: key, mode: 0o600 });
      const content = chain.map((pem) => `${pem.trimEnd()}\n`).join('');
      await replaceFile(file('crt'), { content, mode: 0o644 });
    });
    return thumbprint;
  }

  /** What is said of a certificate from now on. */
  async set({ name }: ListedCertificate, settings: CertificateSettings): Promise<void> {
    await this.#change(this.#certificates, () =>
      replaceFile(join(this.#certificates, `${name}.json`), {
        content: settingsText(settings),
        mode: 0o600,
      }),
    );
  }

  async makeDefault(thumbprint: string): Promise<void> {
    await this.#change(this.#folder, () =>
      replaceFile(defaultFile(this.#folder), { content: `${thumbprint}\n`, mode: 0o600 }),
    );
  }

  async remove({ name }: ListedCertificate): Promise<void> {
    await this.#change(this.#certificates, async () => {
      for (const end of ['crt', 'key', 'json']) {
        await rm(join(this.#certificates, `${name}.${end}`), { force: true });
      }
    });
  }

  /** Resolves with its thumbprint, by which it is known until its answer has come. */
  async addRequest(pair: RequestPair, settings: CertificateSettings): Promise<string> {
    const { thumbprint, files } = requestFiles(pair, settings);
    await this.#change(this.#requests, async () => {
      for (const { name, content } of files) {
        await replaceFile(join(this.#requests, name), { content, mode: 0o600 });
      }
    });
    return thumbprint;
  }

  async removeRequest({ thumbprint }: PendingRequest): Promise<void> {
    await this.#change(this.#requests, async () => {
      for (const end of ['req', 'key', 'json']) {
        await rm(join(this.#requests, `${thumbprint}.${end}`), { force: true });
      }
    });
  }

  /** The request that a certificate answers: it has its key. */
  answered(certificate: string, requests: readonly PendingRequest[]): PendingRequest | undefined {
    const x509 = new X509Certificate(certificate);
    return requests.find(({ pair }) => x509.checkPrivateKey(createPrivateKey(pair.key)));
  }

  get #certificates(): string {
    return join(this.#folder, 'certificates');
  }

  get #requests(): string {
    return join(this.#folder, 'requests');
  }

  async #change(folder: string, work: () => Promise<void>): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await withFileLock(lockOf(this.#folder), lockOptions, work);
  }
}

function defaultFile(folder: string): string {
  return join(folder, 'default-certificate');
}

/** Thumbprint of the certificate that is shown where none bears the name; undefined: nobody has chosen one. */
export async function readDefault(folder: string): Promise<string | undefined> {
  return (await readIfThere(defaultFile(folder)))?.trim();
}

export function isForSmtp({ settings }: Pick<StoredCertificate, 'settings'>): boolean {
  return settings.Services.includes('SMTP');
}
