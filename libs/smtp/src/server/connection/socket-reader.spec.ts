import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { eventually } from '@mailyard/testing';

import { InputBuffer } from '../input/input-buffer.js';
import { SocketReader } from './socket-reader.js';

it('a peer that has said everything and closes its end is heard to the last octet, however late it is read', async () => {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const peer = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = (await once(server, 'connection')) as [Socket];
  const input = new InputBuffer();
  const reader = new SocketReader(socket, input);
  peer.write('one');
  await eventually(() => input.pending);
  peer.end('two');
  await eventually(() => socket.readableEnded);
  const heard = [input.takeOctets()];
  while (await input.more()) heard.push(input.takeOctets());
  expect(heard.map(String)).toEqual(['one', 'two']);
  reader.passOver(() => undefined);
  socket.destroy();
  server.close();
});
