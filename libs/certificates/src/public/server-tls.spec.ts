import { X509Certificate } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';

import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import { OrganizationCertificates } from '../organization-certificates.js';
import { issue } from '../testing/index.js';
import { withTlsEnds, type TlsEnds } from '../spec-support/tls-ends.js';

const fqdn = 'mbx01.contoso.com';
let directory: TempDir;

beforeEach(async () => {
  directory = await tempDir();
});
afterEach(() => directory.remove());

describe.each(['Modern', 'Legacy'] as const)('TLS for STARTTLS, %s', (tlsProfile) => {
  /** With a client of TLS 1.2. */
  async function connected<T>(
    options: ConnectionOptions,
    work: (ends: TlsEnds) => T | Promise<T>,
  ): Promise<T> {
    const certificates = await OrganizationCertificates.ensure(join(directory.path, 'pki'), { fqdn });
    const tls = certificates.publicServer({ fqdn, tlsProfile, requestCertificate: false });
    if (tls === undefined) throw new Error('no certificate');
    return withTlsEnds(tls, { maxVersion: 'TLSv1.2', ...options }, work);
  }

  it('a client cannot renegotiate (RFC 5746 §5)', async () => {
    const outcome = connected({}, ({ client }) => {
      return new Promise<Error | null>((resolve) => {
        client.once('error', resolve);
        client.renegotiate({ rejectUnauthorized: false }, resolve);
      });
    });
    expect(await outcome).toMatchObject({ message: expect.stringMatching(/renegotiation/) as string });
  });

  it('a client that would rather have CBC gets AEAD', async () => {
    const ciphers = 'ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES256-SHA:ECDHE-ECDSA-AES256-GCM-SHA384';
    const chosen = await connected({ ciphers }, ({ client }) => client.getCipher().name);
    expect(chosen).toBe('ECDHE-ECDSA-AES256-GCM-SHA384');
  });
});

describe('the chain of a partner that shows its certificate alone', () => {
  const secondsPerDay = 86_400;

  /** Those of a partner whose authority is trusted, and who judges them. */
  async function partner(days?: readonly [from: number, to: number]) {
    const root = await issue('Root', { authority: true });
    const intermediate = await issue('Intermediate', { authority: true, by: root });
    const own = await issue('mail.fabrikam.com', { by: intermediate, ...(days && { days }) });
    const pki = join(directory.path, 'pki');
    await mkdir(join(pki, 'trusted'), { recursive: true });
    await writeFile(join(pki, 'trusted', 'fabrikam.crt'), root.certificate);
    const certificates = await OrganizationCertificates.ensure(pki, { fqdn });
    const tls = certificates.publicServer({ fqdn, tlsProfile: 'Modern', requestCertificate: true });
    if (tls?.authorizes === undefined) throw new Error('certificates are not asked for');
    const [leaf, issuer] = [own, intermediate].map(({ certificate }) => new X509Certificate(certificate));
    if (leaf === undefined || issuer === undefined) throw new Error('two certificates');
    return { authorizes: tls.authorizes, leaf, issuer };
  }

  it('is good in a session that resumes one in which it was whole, and in no other', async () => {
    const { authorizes, leaf, issuer } = await partner();
    expect(authorizes([leaf], { resumed: true })).toBe(false);
    expect(authorizes([leaf, issuer], { resumed: false })).toBe(true);
    expect(authorizes([leaf], { resumed: true })).toBe(true);
    expect(authorizes([leaf], { resumed: false })).toBe(false);
  });

  it('is good no longer than the certificate', async () => {
    const { authorizes, leaf, issuer } = await partner([-1, 3 / secondsPerDay]);
    expect(authorizes([leaf, issuer], { resumed: false })).toBe(true);
    await eventually(() => !authorizes([leaf], { resumed: true }));
  });
});
