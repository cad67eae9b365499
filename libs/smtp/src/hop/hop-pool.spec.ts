import { eventually } from '@mailyard/testing';

import { TestServer, type TestServerOptions } from '../server/spec-support/test-server.js';
import { HopConnection } from './hop-connection.js';
import { HopPool, type HopPoolOptions } from './hop-pool.js';

async function start(options: Partial<HopPoolOptions> = {}, of: TestServerOptions = {}) {
  const server = await TestServer.start(of);
  let connects = 0;
  const pool = new HopPool({
    connect: ({ address, port }) => {
      connects += 1;
      return HopConnection.connect({
        host: address,
        port,
        protocol: 'SMTP',
        helo: 'test',
        connectTimeoutMs: 5_000,
        replyTimeoutMs: 5_000,
      });
    },
    maxIdleMs: 60_000,
    ...options,
  });
  return {
    server,
    pool,
    connects: () => connects,
    acquire: () => pool.acquire(server.endpoint),
    async [Symbol.asyncDispose]() {
      pool.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe('a pool of hop connections', () => {
  it('gives back the one that was released last', async () => {
    await using test = await start();
    const [first, second] = [await test.acquire(), await test.acquire()];
    test.pool.release(first);
    test.pool.release(second);
    expect(await test.acquire()).toBe(second);
    expect(await test.acquire()).toBe(first);
    expect(test.connects()).toBe(2);
  });

  it('never gives one out twice at a time', async () => {
    await using test = await start();
    const connections = await Promise.all([test.acquire(), test.acquire(), test.acquire()]);
    expect(new Set(connections).size).toBe(3);
  });

  it('forgets one that dies while idle', async () => {
    await using test = await start();
    const connection = await test.acquire();
    test.pool.release(connection);
    await test.server.listener.stop(0);
    await eventually(() => !connection.usable);
    await expect(test.acquire()).rejects.toMatchObject({ kind: 'connect' });
  });

  it('closes one that comes back within content or was discarded', async () => {
    await using test = await start();
    const connection = await test.acquire();
    await connection.begin({
      reversePath: null,
      recipients: [{ path: { localPart: 'a', domain: 'b' } }],
      body: '7BIT',
      smtpUtf8: false,
    });
    await connection.write(Buffer.from('half'));
    test.pool.release(connection);
    const next = await test.acquire();
    expect(next).not.toBe(connection);
    test.pool.discard(next);
    await eventually(() => test.server.listener.connections === 0);
  });

  it('closes what has been idle for long', async () => {
    await using test = await start({ maxIdleMs: 100 });
    test.pool.release(await test.acquire());
    expect(test.server.listener.connections).toBe(1);
    await eventually(() => test.server.listener.connections === 0);
  });

  it('has a limit for each endpoint, in which failed connections do not count', async () => {
    await using test = await start({ maxPerHost: 2 });
    const connections = [await test.acquire(), await test.acquire()];
    await expect(test.acquire()).rejects.toMatchObject({ name: 'HopError', kind: 'limit' });
    test.pool.discard(connections[0]!);
    await test.acquire();
    await expect(test.pool.acquire({ address: '127.0.0.1', port: 1 })).rejects.toMatchObject({
      kind: 'connect',
    });
    await expect(test.pool.acquire({ address: '127.0.0.1', port: 1 })).rejects.toThrow('ECONNREFUSED');
    await expect(test.pool.acquire({ address: '127.0.0.1', port: 1 })).rejects.toThrow('ECONNREFUSED');
  });

  it('closes everything in the end, also what is in use then', async () => {
    await using test = await start();
    const [idle, used] = [await test.acquire(), await test.acquire()];
    test.pool.release(idle);
    test.pool.close();
    await expect(test.acquire()).rejects.toMatchObject({ kind: 'closed' });
    expect(used.usable).toBe(true);
    test.pool.release(used);
    await eventually(() => test.server.listener.connections === 0);
  });
});

describe('shared connections', () => {
  const envelope = {
    reversePath: null,
    recipients: [{ path: { localPart: 'a', domain: 'b' } }],
    body: '7BIT',
    smtpUtf8: false,
  } as const;

  it('are opened when those that are there have no room, a few at most', async () => {
    const held = Promise.withResolvers<void>();
    await using test = await start({}, { hold: () => held.promise });
    const used = new Set<HopConnection>();
    const results = [];
    for (let count = 0; count < 8; count += 1) {
      const connection = await test.pool.share(test.server.endpoint);
      used.add(connection);
      results.push(connection.transact(envelope, [Buffer.from('x')]));
      await eventually(async () => {
        const next = await test.pool.share(test.server.endpoint);
        return next.hasRoom || used.size === 4;
      });
    }
    expect([used.size, test.connects()]).toEqual([4, 4]);
    // Two each: whoever is least loaded is next.
    expect([...used].map(({ load }) => load)).toEqual([2, 2, 2, 2]);
    held.resolve();
    const heard = await Promise.all(results);
    expect(heard.every(({ replies: [reply] }) => reply?.code === 250)).toBe(true);
  });

  it('serve all who ask while the first one is being opened', async () => {
    await using test = await start();
    const asked = await Promise.all(
      Array.from({ length: 5 }, async () => test.pool.share(test.server.endpoint)),
    );
    expect(new Set(asked).size).toBe(1);
    expect(test.connects()).toBe(1);
  });

  it('are not given to who wants one alone, and count for the limit', async () => {
    await using test = await start({ maxPerHost: 2 });
    const shared = await test.pool.share(test.server.endpoint);
    expect(await test.acquire()).not.toBe(shared);
    await expect(test.acquire()).rejects.toMatchObject({ kind: 'limit' });
    expect(await test.pool.share(test.server.endpoint)).toBe(shared);
  });

  it('that fail are forgotten, and those that lie idle are closed', async () => {
    await using test = await start({ maxIdleMs: 100 });
    const first = await test.pool.share(test.server.endpoint);
    test.pool.discard(first);
    const second = await test.pool.share(test.server.endpoint);
    expect(second).not.toBe(first);
    await eventually(() => test.server.listener.connections === 0);
    expect(second.usable).toBe(false);
  });

  it('of a pool that is closed end when nothing is under way any more', async () => {
    const held = Promise.withResolvers<void>();
    await using test = await start({}, { hold: () => held.promise });
    const connection = await test.pool.share(test.server.endpoint);
    const result = connection.transact(envelope, [Buffer.from('x')]);
    test.pool.close();
    expect(() => test.pool.share(test.server.endpoint)).toThrow('closed');
    held.resolve();
    expect((await result).replies[0]?.code).toBe(250);
    await eventually(() => test.server.listener.connections === 0);
  });
});
