import { X509Certificate } from 'node:crypto';

import type {
  CertificateSettings,
  CertificateStore,
  CertificateView,
  KeyPair,
  ListedCertificate,
  PendingRequest,
} from '@mailyard/certificates';
import { z } from 'zod';

import { existingServer } from '../components/existing-server.js';
import type { OperationContext } from '../context.js';
import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { OperationError, OperationInputError } from '../operation.js';

/** What every order about certificates may name. */
export const serverInput = z
  .string()
  .optional()
  .describe('Whose certificates are meant; default: those of this server, and there are no others here.');

export const thumbprintInput = z
  .string()
  .min(1)
  .describe(String.raw`SHA-1 of the certificate in hexadecimal; also Server\Thumbprint.`);

/** The X.509 library is loaded when it is needed. */
export function certificates(): Promise<typeof import('@mailyard/certificates')> {
  return import('@mailyard/certificates');
}

/** The certificates of this server. Those of another one are in its own files, where this process does not reach. */
export async function storeOf(
  server: string | undefined,
  { directory: { organization }, server: own, certificates: open }: OperationContext,
): Promise<CertificateStore> {
  const named = server === undefined ? own.name : existingServer(organization, server);
  if (named === own.name) return open();
  throw new OperationError(
    `the certificates of ${named} are in its own data directory: order it at the admin centre of ${named}`,
  );
}

export type Known =
  | { readonly kind: 'certificate'; readonly listed: ListedCertificate }
  | { readonly kind: 'request'; readonly request: PendingRequest };

/** The certificate, or the request for one, that a thumbprint means: in any case, with blanks or colons as they are copied. */
export async function knownCertificate(identity: string, store: CertificateStore): Promise<Known> {
  const thumbprint = thumbprintIn(identity);
  const { certificates: all, requests } = await store.contents();
  const listed = all.find((each) => each.thumbprint === thumbprint);
  if (listed !== undefined) return { kind: 'certificate', listed };
  const request = requests.find((each) => each.thumbprint === thumbprint);
  if (request !== undefined) return { kind: 'request', request };
  throw new ObjectNotFound('ExchangeCertificate', identity, { parameter: 'Thumbprint' });
}

/** As it is now. */
export async function viewOf(thumbprint: string, store: CertificateStore): Promise<CertificateView> {
  const { certificateView, requestView } = await certificates();
  const known = await knownCertificate(thumbprint, store);
  if (known.kind === 'request') return requestView(known.request);
  const { authorities } = await store.contents();
  return certificateView(known.listed, { authorities, now: new Date() });
}

/** One that is not kept, as it would be if it were. */
export async function madeView(
  pair: KeyPair,
  kept: { readonly settings: CertificateSettings; readonly isDefault: boolean },
  store: CertificateStore,
): Promise<CertificateView> {
  const { certificateView, thumbprintOfPem } = await certificates();
  const { authorities } = await store.contents();
  const thumbprint = thumbprintOfPem(pair.certificate);
  const x509 = new X509Certificate(pair.certificate);
  const listed = { ...kept, pair, x509, thumbprint, name: thumbprint };
  return certificateView(listed, { authorities, now: new Date() });
}

export function thumbprintIn(identity: string): string {
  const last = identity.split('\\').at(-1) ?? '';
  // Windows shows it with an invisible mark at its beginning.
  return last.replaceAll(/[^0-9a-f]/gi, '').toUpperCase();
}

/** What is wrong with a file or a name is said to whoever gave it. */
export async function asInputError<T>(work: () => T): Promise<T> {
  const { CertificateFileError } = await certificates();
  try {
    return work();
  } catch (error) {
    throw error instanceof CertificateFileError ? new OperationInputError(error.message) : error;
  }
}
