import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connect, TLSSocket, type ConnectionOptions } from 'node:tls';

import type { ServerTls } from '../public/server-tls.js';

export interface TlsEnds {
  readonly client: TLSSocket;
  readonly server: TLSSocket;
  /** What the client can resume; with TLS 1.3 they come behind the handshake. */
  readonly sessions: readonly Buffer[];
}

/** Lets both ends of a connection finish the handshake, does the work with them, and closes everything. */
export async function withTlsEnds<T>(
  { context, requestCertificate }: ServerTls,
  options: ConnectionOptions,
  work: (ends: TlsEnds) => T | Promise<T>,
): Promise<T> {
  const listener = createServer();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const accepted = once(listener, 'connection') as Promise<[Socket]>;
  const { port } = listener.address() as AddressInfo;
  const client = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
  const sessions: Buffer[] = [];
  client.on('session', (session: Buffer) => sessions.push(session));
  const [plain] = await accepted;
  const server = new TLSSocket(plain, {
    isServer: true,
    secureContext: context,
    requestCert: requestCertificate,
    rejectUnauthorized: false,
  });
  server.on('error', () => plain.destroy()).resume();
  try {
    await Promise.all([once(client, 'secureConnect'), once(server, 'secure')]);
    return await work({ client, server, sessions });
  } finally {
    client.destroy();
    server.destroy();
    listener.close();
  }
}
