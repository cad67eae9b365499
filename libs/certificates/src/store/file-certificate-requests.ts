// The X.509 library finds its algorithms through dependency injection, which needs this first.
import 'reflect-metadata';

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isCode } from '@mailyard/service';
import { Pkcs10CertificateRequest, SubjectAlternativeNameExtension } from '@peculiar/x509';

import type { RequestPair } from '../pki/issue-named.js';
import { judgedSettings, type CertificateSettings } from './certificate-settings.js';
import { thumbprintOf } from './thumbprint.js';

/** A request that no authority has answered yet. */
export interface PendingRequest {
  /** Of the request itself. */
  readonly thumbprint: string;
  readonly pair: RequestPair;
  readonly settings: CertificateSettings;
  /** As Windows writes it. */
  readonly subject: string;
  readonly domains: readonly string[];
  /** When it was made, in milliseconds since the epoch. */
  readonly madeAt: number;
}

interface RequestFile {
  readonly name: string;
  readonly content: string;
}

/** The files of a request; that which makes it one comes last. */
export function requestFiles(
  { request, key }: RequestPair,
  settings: CertificateSettings,
): { readonly thumbprint: string; readonly files: readonly RequestFile[] } {
  const thumbprint = thumbprintOf(new Uint8Array(new Pkcs10CertificateRequest(request).rawData));
  const said = JSON.stringify({ madeAt: Date.now(), settings });
  return {
    thumbprint,
    files: [
      { name: `${thumbprint}.json`, content: said },
      { name: `${thumbprint}.key`, content: key },
      { name: `${thumbprint}.req`, content: request },
    ],
  };
}

/** All of a folder; one that is not there has none. */
export async function readRequests(folder: string): Promise<readonly PendingRequest[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  });
  const thumbprints = names.filter((name) => name.endsWith('.req')).map((name) => name.slice(0, -4));
  return Promise.all(thumbprints.toSorted().map((thumbprint) => readRequest(folder, thumbprint)));
}

async function readRequest(folder: string, thumbprint: string): Promise<PendingRequest> {
  const [request = '', key = '', said = ''] = await Promise.all(
    ['req', 'key', 'json'].map((end) => readFile(join(folder, `${thumbprint}.${end}`), 'utf8')),
  );
  const { madeAt, settings } = JSON.parse(said) as { readonly madeAt: number; readonly settings: unknown };
  const parsed = new Pkcs10CertificateRequest(request);
  return {
    thumbprint,
    pair: { request, key },
    settings: judgedSettings(settings),
    subject: subjectOf(parsed),
    domains: domainsIn(parsed),
    madeAt,
  };
}

function domainsIn({ extensions }: Pkcs10CertificateRequest): readonly string[] {
  const names = extensions.flatMap((each) =>
    each instanceof SubjectAlternativeNameExtension ? each.names.items : [],
  );
  return names.flatMap(({ type, value }) => (type === 'dns' ? [value] : []));
}

/** The library writes in the order of the encoding; Windows the other way round. */
function subjectOf({ subjectName }: Pkcs10CertificateRequest): string {
  const parts = subjectName.toJSON().flatMap((part) => Object.entries(part));
  return parts
    .toReversed()
    .map(([type, values]) => `${type === 'ST' ? 'S' : type}=${values.map(String).join('+')}`)
    .join(', ');
}
