import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { eventually, freePort } from '@mailyard/testing';

import { connectTo } from './connect-to.js';
import type { HopError } from './hop-error.js';

/** Listens on some addresses of this machine, on one port. */
async function listen(...addresses: readonly string[]) {
  const servers: Server[] = [];
  const accepted: Socket[] = [];
  let port = 0;
  for (const host of addresses) {
    const server = createServer((socket) => accepted.push(socket.on('error', () => undefined)));
    server.listen({ host, port });
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
    servers.push(server);
  }
  return {
    port,
    accepted,
    [Symbol.dispose]: () => {
      for (const socket of accepted) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}

/** An address that answers nobody: whoever listens there has stopped with a full backlog, so that the kernel drops SYN. */
async function silentAt(host: string, port: number) {
  const listens = `require('node:net').createServer().listen({ host: '${host}', port: ${port}, backlog: 1 }, () => console.log())`;
  const child = spawn(process.execPath, ['-e', listens], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGSTOP');
  const fill = Array.from({ length: 8 }, () => connect({ host, port }).on('error', () => undefined));
  await Promise.all(fill.slice(0, 2).map((socket) => once(socket, 'connect')));
  return {
    [Symbol.asyncDispose]: async () => {
      for (const socket of fill) socket.destroy();
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const failure = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    (error: HopError) => error,
  );

it('the first address that answers, which is told', async () => {
  using server = await listen('127.0.0.1', '127.0.0.2');
  const { socket, address } = await connectTo(['127.0.0.2', '127.0.0.1'], server.port, { timeoutMs: 5000 });
  expect([address, socket.remoteAddress]).toEqual(['127.0.0.2', '127.0.0.2']);
  socket.destroy();
});

it('the next one at once when one refuses, in whichever family', async () => {
  using server = await listen('127.0.0.3');
  const attempt = connectTo(['::1', '127.0.0.2', '127.0.0.3'], server.port, {
    timeoutMs: 5000,
    attemptDelayMs: 60_000,
  });
  const { socket, address } = await attempt;
  expect(address).toBe('127.0.0.3');
  socket.destroy();
});

it('the next one beside an address that is silent, which is given up when another has won (RFC 8305 §5)', async () => {
  using server = await listen('127.0.0.1');
  await using _ = await silentAt('127.0.0.2', server.port);
  const addresses = ['127.0.0.2', '127.0.0.1'];
  const { socket, address } = await connectTo(addresses, server.port, {
    timeoutMs: 10_000,
    attemptDelayMs: 20,
  });
  expect(address).toBe('127.0.0.1');
  socket.destroy();
  const attempts = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
  await eventually(() => attempts() <= 8 + server.accepted.length);
});

it('a time-out for all of them', async () => {
  const port = await freePort();
  await using _ = await silentAt('127.0.0.2', port);
  const error = await failure(connectTo(['127.0.0.1', '127.0.0.2'], port, { timeoutMs: 100 }));
  expect(error).toMatchObject({ kind: 'timeout' });
  expect(error?.message).toContain('127.0.0.1: connect ECONNREFUSED');
  expect(error?.message).toContain('127.0.0.2: no answer');
});

it('from a local address, to addresses of its family', async () => {
  using server = await listen('127.0.0.1');
  const options = { timeoutMs: 5000, localAddress: '127.0.0.9' };
  const { socket } = await connectTo(['::1', '127.0.0.1'], server.port, options);
  await eventually(() => server.accepted.length === 1);
  expect(server.accepted[0]?.remoteAddress).toBe('127.0.0.9');
  socket.destroy();
  expect(await failure(connectTo(['::1'], server.port, options))).toMatchObject({ kind: 'connect' });
});

it.each(['0.0.0.0', '::'])('%s is no address to come from', async (localAddress) => {
  using server = await listen('127.0.0.1');
  const { socket } = await connectTo(['127.0.0.1'], server.port, { timeoutMs: 5000, localAddress });
  expect(socket.localAddress).toBe('127.0.0.1');
  socket.destroy();
});

it('what each address said, when all have failed', async () => {
  const port = await freePort();
  const error = await failure(connectTo(['127.0.0.1', '127.0.0.2'], port, { timeoutMs: 5000 }));
  expect(error).toMatchObject({ kind: 'connect' });
  expect(error?.message).toContain(`127.0.0.1: connect ECONNREFUSED 127.0.0.1:${port}`);
  expect(error?.message).toContain(`127.0.0.2: connect ECONNREFUSED 127.0.0.2:${port}`);
});
