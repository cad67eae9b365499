import { X509Certificate, createPrivateKey, sign } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { withFileLock } from '@mailyard/service';

import { readIfThere, replaceFile } from './file-replacement.js';
import { issueAuthority, issueInternal, issuePublic, selfSignedUnit, type KeyPair } from './issue.js';

/** All certificates of one server, as PEM. */
export interface Pki {
  /** The CA’s certificate; its key stays on disk. */
  readonly authority: string;
  readonly internal: KeyPair;
  readonly public: KeyPair;
}

const renewBeforeMs = 30 * 86_400_000;
export const lockOptions = { deadlineMs: 30_000, staleMs: 5_000 };

/** Whoever changes something in the folder holds it. */
export function lockOf(pkiDir: string): string {
  return join(pkiDir, '.lock');
}

/** Reads the certificates in `pkiDir` and makes those that are missing, about to expire, or for another name. */
export async function ensurePki(pkiDir: string, fqdn: string): Promise<Pki> {
  await mkdir(pkiDir, { recursive: true, mode: 0o700 });
  await chmod(pkiDir, 0o700);
  const present = await readComplete(pkiDir, fqdn);
  if (present !== undefined) return present;
  return withFileLock(lockOf(pkiDir), lockOptions, async () => {
    const authority = await ensureAuthority(pkiDir);
    const internal = await ensureInternal(pkiDir, authority, fqdn);
    return { authority, internal, public: await ensurePublic(pkiDir, fqdn) };
  });
}

/** What services of other machines are shown, and what they know the organization by; nothing is made. */
export async function readPki(pkiDir: string): Promise<Omit<Pki, 'public'>> {
  const authority = await readIfThere(join(pkiDir, 'ca.crt'));
  const internal = await readPair(pkiDir, 'internal');
  if (authority !== undefined && internal !== undefined) return { authority, internal };
  throw new Error(`${pkiDir} has no certificates of the organization: they are made when a service starts`);
}

/** Signs in the name of the organization (ECDSA with SHA-256). */
export async function authoritySigner(pkiDir: string): Promise<(text: Buffer) => Buffer> {
  const key = await readIfThere(join(pkiDir, 'ca.key'));
  if (key === undefined) throw new Error(`${pkiDir}/ca.key is missing: nothing can be signed`);
  return (text) => sign('sha256', text, key);
}

async function readComplete(pkiDir: string, fqdn: string): Promise<Pki | undefined> {
  const authority = await readIfThere(join(pkiDir, 'ca.crt'));
  const internal = await readPair(pkiDir, 'internal');
  const visible = await readPair(pkiDir, 'public');
  if (authority === undefined || internal === undefined || visible === undefined) return undefined;
  if (!isInternalGood(internal, authority, fqdn) || publicState(visible, fqdn) !== 'good') return undefined;
  return { authority, internal, public: visible };
}

async function ensureAuthority(pkiDir: string): Promise<string> {
  const present = await readIfThere(join(pkiDir, 'ca.crt'));
  if (present !== undefined) return present;
  const issued = await issueAuthority(new Date());
  await writePair(pkiDir, 'ca', issued);
  return issued.certificate;
}

async function ensureInternal(pkiDir: string, authority: string, fqdn: string): Promise<KeyPair> {
  const present = await readPair(pkiDir, 'internal');
  if (present !== undefined && isInternalGood(present, authority, fqdn)) return present;
  const key = await readIfThere(join(pkiDir, 'ca.key'));
  if (key === undefined) throw new Error(`${pkiDir}/ca.key is missing: internal.crt cannot be issued`);
  const issued = await issueInternal({ certificate: authority, key }, fqdn, new Date());
  await writePair(pkiDir, 'internal', issued);
  return issued;
}

async function ensurePublic(pkiDir: string, fqdn: string): Promise<KeyPair> {
  const present = await readPair(pkiDir, 'public');
  const lone = present === undefined && (await readIfThere(join(pkiDir, 'public.crt')));
  if (lone && !isOurs(new X509Certificate(lone))) throw new Error(`${pkiDir}/public.key is missing`);
  const state = present === undefined ? 'renew' : publicState(present, fqdn);
  if (present !== undefined && state === 'good') return present;
  if (state === 'broken') throw new Error(`public.key is not the key of public.crt in ${pkiDir}`);
  const issued = await issuePublic(fqdn, new Date());
  await writePair(pkiDir, 'public', issued);
  return issued;
}

function isInternalGood(pair: KeyPair, authority: string, fqdn: string): boolean {
  const certificate = new X509Certificate(pair.certificate);
  return (
    isFor(certificate, fqdn) &&
    isFresh(certificate) &&
    certificate.verify(new X509Certificate(authority).publicKey) &&
    certificate.checkPrivateKey(createPrivateKey(pair.key))
  );
}

/** An administrator’s certificate is never replaced, even if it has expired or bears another name. */
function publicState(pair: KeyPair, fqdn: string): 'good' | 'renew' | 'broken' {
  const certificate = new X509Certificate(pair.certificate);
  const keyFits = certificate.checkPrivateKey(createPrivateKey(pair.key));
  if (!isOurs(certificate)) return keyFits ? 'good' : 'broken';
  return keyFits && isFor(certificate, fqdn) && isFresh(certificate) ? 'good' : 'renew';
}

function isOurs(certificate: X509Certificate): boolean {
  return certificate.subject.includes(selfSignedUnit);
}

function isFor(certificate: X509Certificate, fqdn: string): boolean {
  return certificate.checkHost(fqdn) !== undefined;
}

function isFresh(certificate: X509Certificate): boolean {
  return certificate.validToDate.getTime() - Date.now() > renewBeforeMs;
}

async function readPair(pkiDir: string, name: string): Promise<KeyPair | undefined> {
  const certificate = await readIfThere(join(pkiDir, `${name}.crt`));
  const key = await readIfThere(join(pkiDir, `${name}.key`));
  return certificate === undefined || key === undefined ? undefined : { certificate, key };
}

/** The key first: whoever sees a certificate finds its key. */
async function writePair(pkiDir: string, name: string, pair: KeyPair): Promise<void> {
  await replaceFile(join(pkiDir, `${name}.key`), { content: pair.key, mode: 0o600 });
  await replaceFile(join(pkiDir, `${name}.crt`), { content: pair.certificate, mode: 0o644 });
}
