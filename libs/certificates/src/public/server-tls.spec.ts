import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { OrganizationCertificates } from '../organization-certificates.js';
import { withTlsEnds } from '../spec-support/tls-ends.js';

const fqdn = 'mbx01.contoso.com';
let directory: TempDir;

beforeEach(async () => {
  directory = await tempDir();
});
afterEach(() => directory.remove());

describe('TLS for STARTTLS', () => {
  it.each(['Modern', 'Legacy'] as const)(
    '%s: a client cannot renegotiate (RFC 5746 §5)',
    async (tlsProfile) => {
      const certificates = await OrganizationCertificates.ensure(join(directory.path, 'pki'), { fqdn });
      const tls = certificates.publicServer({ fqdn, tlsProfile, requestCertificate: false });
      if (tls === undefined) throw new Error('no certificate');
      const outcome = withTlsEnds(tls, { maxVersion: 'TLSv1.2' }, ({ client }) => {
        return new Promise<Error | null>((resolve) => {
          client.once('error', resolve);
          client.renegotiate({ rejectUnauthorized: false }, resolve);
        });
      });
      expect(await outcome).toMatchObject({ message: expect.stringMatching(/renegotiation/) as string });
    },
  );
});
