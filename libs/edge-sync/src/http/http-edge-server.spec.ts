import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { issueAuthority, issueInternal } from '@mailyard/certificates';
import { eventually } from '@mailyard/testing';

import { EdgeServer, type EdgeService } from './http-edge-server.js';

const nobody: EdgeService = {
  authority: () => undefined,
  isOpen: () => false,
  apply: () => Promise.resolve({}),
  state: () => Promise.reject(new Error('nobody asks')),
  recipient: () => Promise.resolve({}),
  fault: () => undefined,
};

async function opened(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  return socket.resume();
}

// The port may be open to the Internet, and the organization has to be heard all the same.
it('one address has few connections, so that it cannot hold them all', async () => {
  const now = new Date();
  const identity = await issueInternal(await issueAuthority(now), 'edge01.contoso.com', now);
  const server = await EdgeServer.listen({ address: '127.0.0.1', port: 0, identity, service: nobody });
  const sockets: Socket[] = [];
  for (let at = 0; at < 20; at += 1) sockets.push(await opened(server.port));
  const closed = (): number => sockets.filter((socket) => socket.closed).length;
  await eventually(() => closed() === 12);
  for (const socket of sockets) socket.destroy();
  await eventually(() => closed() === 20);
  const later = await opened(server.port);
  later.write('not TLS');
  await once(later, 'close');
  await server.close();
});
