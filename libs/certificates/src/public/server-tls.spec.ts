import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';

import { tempDir, type TempDir } from '@mailyard/testing';

import { OrganizationCertificates } from '../organization-certificates.js';
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
