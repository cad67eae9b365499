import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect, TLSSocket } from 'node:tls';

import { tempDir, type TempDir } from '@mailyard/testing';

import { OrganizationCertificates } from './organization-certificates.js';

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
      const listener = createServer();
      listener.listen(0, '127.0.0.1');
      await once(listener, 'listening');
      const accepted = once(listener, 'connection') as Promise<[Socket]>;
      const { port } = listener.address() as AddressInfo;
      const client = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion: 'TLSv1.2' });
      const [plain] = await accepted;
      const server = new TLSSocket(plain, { isServer: true, secureContext: tls.context });
      server.on('error', () => plain.destroy()).resume();
      try {
        await once(client, 'secureConnect');
        const outcome = new Promise<Error | null>((resolve) => {
          client.once('error', resolve);
          client.renegotiate({ rejectUnauthorized: false }, resolve);
        });
        expect(await outcome).toMatchObject({ message: expect.stringMatching(/renegotiation/) as string });
      } finally {
        client.destroy();
        server.destroy();
        listener.close();
      }
    },
  );
});
