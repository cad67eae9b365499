import type { Server } from 'node:https';
import { connect, type ConnectionOptions, type PeerCertificate } from 'node:tls';

import { issuePublic, type KeyPair } from '@mailyard/certificates';
import { eventually, freePort } from '@mailyard/testing';

import { listenWithTls } from './tls-server.js';

let server: Server;
let port: number;
let pair: KeyPair;

beforeEach(async () => {
  port = await freePort();
  pair = await issuePublic('mbx01.contoso.com', new Date());
  server = await listenWithTls({
    endpoint: { address: '127.0.0.1', port, tls: true },
    certificates: { publicPair: () => pair },
    fqdn: () => 'mbx01.contoso.com',
    onRequest: (_request, response) => response.end('page'),
    renewMs: 20,
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function handshake(options: ConnectionOptions = {}): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

it('shows the certificate of the server, with and without a name in the handshake', async () => {
  expect((await handshake()).subject.CN).toBe('mbx01.contoso.com');
  expect((await handshake({ servername: 'mbx01.contoso.com' })).subject.CN).toBe('mbx01.contoso.com');
});

it('shows another one as soon as there is one', async () => {
  const before = (await handshake()).fingerprint256;
  pair = await issuePublic('mbx01.contoso.com', new Date());
  await eventually(async () => (await handshake()).fingerprint256 !== before);
});

it('plain HTTP gets no answer, and TLS 1.1 none either', async () => {
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow(/fetch failed/);
  await expect(handshake({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).rejects.toThrow(/protocol/i);
});
