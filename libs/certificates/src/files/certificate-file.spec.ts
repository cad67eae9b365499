import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { X509Certificate } from 'node:crypto';

import { tempDir, type TempDir } from '@mailyard/testing';

import { issue, type Issued } from '../testing/issued.js';
import { readCertificateFile } from './certificate-file.js';
import { writePfx } from './write-pfx.js';

const password = 'Pässwort-1';
let folder: TempDir;
let root: Issued;
let own: Issued;
beforeAll(async () => {
  folder = await tempDir();
  root = await issue('Root', { authority: true });
  own = await issue('mail.contoso.com', { by: root, names: ['mail.contoso.com'] });
  for (const [name, content] of [
    ['own.crt', own.certificate],
    ['own.key', own.key],
    ['root.crt', root.certificate],
  ] as const) {
    writeFileSync(join(folder.path, name), content);
  }
});
afterAll(() => folder.remove());

/** What OpenSSL makes of it. */
function openssl(...words: readonly string[]): string {
  return execFileSync('openssl', words, {
    cwd: folder.path,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function exported(...more: readonly string[]): Buffer {
  const files = ['-in', 'own.crt', '-inkey', 'own.key', '-certfile', 'root.crt', '-name', 'Mäil'];
  openssl('pkcs12', '-export', ...files, '-out', 'own.pfx', '-passout', `pass:${password}`, ...more);
  return readFileSync(join(folder.path, 'own.pfx'));
}

const tripleDes = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];
const subjectOf = (pem: string): string => new X509Certificate(pem).subject;

describe('PKCS #12 (RFC 7292)', () => {
  it.each([
    ['as OpenSSL writes it', []],
    ['as Windows writes it', tripleDes],
    ['with certificates that are not encrypted', ['-certpbe', 'NONE', '-macalg', 'sha512']],
  ])('is read %s', (_, options) => {
    const { chain, key, friendlyName } = readCertificateFile(exported(...options), password);
    // A root is known to whoever trusts it.
    expect(chain.map(subjectOf)).toEqual(['CN=mail.contoso.com']);
    expect(key).toBe(own.key);
    expect(friendlyName).toBe('Mäil');
  });

  it('is written as OpenSSL reads it', () => {
    const pfx = writePfx({ chain: [own.certificate], key: own.key, friendlyName: 'Mäil' }, password);
    writeFileSync(join(folder.path, 'ours.pfx'), pfx);
    const read = openssl('pkcs12', '-in', 'ours.pfx', '-passin', `pass:${password}`, '-nodes');
    expect(read).toContain('CN = mail.contoso.com');
    expect(read).toContain('BEGIN PRIVATE KEY');
    expect(readCertificateFile(pfx, password)).toMatchObject({ key: own.key, friendlyName: 'Mäil' });
    expect(pfx.includes(Buffer.from(own.key.slice(30, 60), 'base64'))).toBe(false);
  });

  it.each([
    ['another password', 'Passwort-1', [], 'the password is wrong, or the file is damaged'],
    ['no password', undefined, [], 'Password is missing'],
    ['RC2', password, ['-legacy'], 'openssl pkcs12 -legacy'],
  ])('with %s is refused in words', (_, said, options, reason) => {
    expect(() => readCertificateFile(exported(...options), said)).toThrow(reason);
  });

  it('that is cut off is refused in words', () => {
    expect(() => readCertificateFile(exported().subarray(0, 200), password)).toThrow('damaged');
  });
});

describe('other files of certificates', () => {
  it('PEM with a key, also an encrypted one', () => {
    const plain = readCertificateFile(Buffer.from(own.certificate + own.key));
    expect(plain.key).toBe(own.key);
    const encrypted = openssl('pkcs8', '-topk8', '-in', 'own.key', '-passout', `pass:${password}`);
    const file = Buffer.from(root.certificate + own.certificate + encrypted);
    expect(readCertificateFile(file, password)).toEqual(plain);
    expect(() => readCertificateFile(file, 'wrong')).toThrow('the private key cannot be read');
  });

  it.each(['PEM', 'DER'])('PKCS #7 as %s', (form) => {
    const words = ['crl2pkcs7', '-nocrl', '-certfile', 'root.crt', '-certfile', 'own.crt'];
    openssl(...words, '-outform', form, '-out', 'chain.p7b');
    const file = readFileSync(join(folder.path, 'chain.p7b'));
    expect(readCertificateFile(file).chain.map(subjectOf)).toEqual(['CN=mail.contoso.com']);
  });

  it.each(['DER', 'Base64'])('a certificate as %s', (form) => {
    const der = new X509Certificate(own.certificate).raw;
    const file = form === 'DER' ? der : Buffer.from(der.toString('base64'));
    expect(readCertificateFile(Buffer.from(file))).toEqual({ chain: [own.certificate] });
  });

  it('what is none of it is refused', () => {
    expect(() => readCertificateFile(Buffer.from('hello'))).toThrow('no file of certificates');
    expect(() => readCertificateFile(Buffer.from(root.certificate + own.key))).toThrow('belongs to none');
    expect(() => readCertificateFile(Buffer.alloc(2_000_000))).toThrow('larger than 1 MB');
  });
});
