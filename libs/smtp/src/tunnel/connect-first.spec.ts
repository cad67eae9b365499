import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

import { freePort } from '@mailyard/testing';

import { connectFirst, NoHostAnswered, type Destination } from './connect-first.js';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, 'close');
  }
});

/** Says hello, and goes when the client has gone. */
async function listening(address: string, port = 0): Promise<number> {
  const server = createServer((socket) => socket.end('220\r\n').on('error', () => undefined));
  servers.push(server);
  server.listen(port, address);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const patience = { timeoutMs: 5_000 };

async function reached(destinations: readonly Destination[]): Promise<string> {
  const { socket, host, remote, local } = await connectFirst(destinations, patience);
  expect({ address: socket.remoteAddress, port: socket.remotePort }).toEqual(remote);
  expect({ address: socket.localAddress, port: socket.localPort }).toEqual(local);
  socket.destroy();
  return `${host} ${remote.address}`;
}

describe('hosts are tried in their order (RFC 5321 §5.1)', () => {
  it('the first one that answers, although others do, too', async () => {
    const port = await listening('127.0.0.1');
    const hosts = ['mx1.example', 'mx2.example'].map((host) => ({ host, addresses: ['127.0.0.1'], port }));
    expect(await reached(hosts)).toBe('mx1.example 127.0.0.1');
  });

  it('the next one when all addresses of the first refuse', async () => {
    const [dead, port] = [await freePort(), await listening('127.0.0.2')];
    const destinations = [
      { host: 'mx1.example', addresses: ['127.0.0.1', '127.0.0.3'], port: dead },
      { host: 'mx2.example', addresses: ['127.0.0.2'], port },
    ];
    expect(await reached(destinations)).toBe('mx2.example 127.0.0.2');
  });

  it('none: what each has done', async () => {
    const port = await freePort();
    const destinations = [{ host: 'mx1.example', addresses: ['127.0.0.1', '127.0.0.2'], port }];
    const failure = await connectFirst(destinations, patience).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NoHostAnswered);
    expect((failure as NoHostAnswered).failures).toEqual([
      {
        host: `mx1.example:${port}`,
        reason: ['127.0.0.1', '127.0.0.2']
          .map((address) => `${address}: connect ECONNREFUSED ${address}:${port}`)
          .join('; '),
      },
    ]);
  });
});

it('nobody waits any more', async () => {
  const port = await listening('127.0.0.1');
  const destinations = [{ host: 'mx.example', addresses: ['127.0.0.1'], port }];
  const attempt = connectFirst(destinations, { ...patience, signal: AbortSignal.abort() });
  await expect(attempt).rejects.toThrow(NoHostAnswered);
});
