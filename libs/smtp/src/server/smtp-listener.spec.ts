import { eventually, TestClient } from '@mailyard/testing';

import { replies } from '../reply/replies.js';
import { SmtpListener } from './smtp-listener.js';
import { TestServer } from './spec-support/test-server.js';

const noLimit = { maxConnections: 10 };

describe('SMTP listener', () => {
  it('tells the handler who came', async () => {
    const seen: unknown[] = [];
    const listener = new SmtpListener({
      ...noLimit,
      protocol: 'SMTP',
      handlerFor: (accepted) => {
        seen.push(accepted);
        throw new Error('enough');
      },
      fault: () => undefined,
    });
    const endpoint = await listener.listen({ address: '::1', port: 0 });
    const client = await TestClient.connect(endpoint.port, { host: '::1' });
    await client.expect(/^421 4\.3\.2/);
    await client.closed();
    await listener.stop(0);
    expect(seen).toEqual([
      {
        id: expect.stringMatching(/^08D[0-9A-F]{13}$/),
        local: { address: '::1', port: endpoint.port },
        remote: { address: '::1', port: expect.any(Number) },
      },
    ]);
  });

  it('binds the wildcards of both families to one port', async () => {
    const listeners = [0, 1].map(
      () => new SmtpListener({ ...noLimit, protocol: 'SMTP', handlerFor: () => Promise.reject() as never }),
    );
    const first = await listeners[0]?.listen({ address: '0.0.0.0', port: 0 });
    const second = await listeners[1]?.listen({ address: '::', port: first?.port ?? 0 });
    expect(second).toEqual({ address: '::', port: first?.port });
    await Promise.all(listeners.map((listener) => listener.stop(0)));
  });

  it('rejects when it cannot listen', async () => {
    await using server = await TestServer.start();
    const listener = new SmtpListener({ ...noLimit, protocol: 'SMTP', handlerFor: () => server.handler });
    await expect(listener.listen(server.endpoint)).rejects.toThrow(/EADDRINUSE/);
    await listener.stop(0);
  });

  it('shares its port with those that share it, too, and with no other', async () => {
    const listeners = [true, true, false].map(
      (sharesPort) =>
        new SmtpListener({ ...noLimit, sharesPort, protocol: 'SMTP', handlerFor: () => undefined }),
    );
    const [one, other, alone] = listeners;
    const endpoint = await one?.listen({ address: '127.0.0.1', port: 0 });
    if (endpoint === undefined) throw new Error('it does not listen');
    expect(await other?.listen(endpoint)).toEqual(endpoint);
    await expect(alone?.listen(endpoint)).rejects.toThrow(/EADDRINUSE/);
    await one?.stop(0);
    // What is left has all connections.
    for (let count = 0; count < 5; count++) {
      const client = await TestClient.connect(endpoint.port);
      await client.expect(/^421 /);
      await client.closed();
    }
    await Promise.all(listeners.map((listener) => listener.stop(0)));
  });

  it('gives every session another id', async () => {
    await using server = await TestServer.start();
    for (let count = 0; count < 5; count++) await (await server.client()).quit();
    expect(new Set(server.handlers.map(({ session }) => session?.id)).size).toBe(5);
  });

  it('refuses connections above its limit, and takes new ones when others have gone', async () => {
    await using server = await TestServer.start({ maxConnections: 2 });
    const first = await server.client();
    const second = await server.client();
    const third = await TestClient.connect(server.endpoint.port);
    await third.expect(/^421 4\.3\.2 The maximum number of concurrent connections/);
    await third.closed();
    third.close();
    await first.quit();
    await eventually(() => server.listener.connections === 1);
    await (await server.client()).quit();
    await second.quit();
    expect(server.handlers).toHaveLength(3);
  });

  it('does not keep a connection whose client never closes its side', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    client.pause();
    client.send('QUIT');
    await eventually(() => server.handler.closings === 1);
    await eventually(() => server.listener.connections === 0, { deadlineMs: 9_000 });
    client.close();
  }, 15_000);
});

describe('stopping', () => {
  it('ends idle sessions with 421 and lets transactions end', async () => {
    const released = Promise.withResolvers<void>();
    await using server = await TestServer.start({
      final: async () => {
        await released.promise;
        return replies.queued;
      },
    });
    const idle = await server.client();
    const open = await server.client();
    await open.command('MAIL FROM:<a@b.example>', /^250/);
    const busy = await server.client();
    await busy.sendRaw('MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nBDAT 0 LAST\r\n');
    await busy.expect(/^250/);
    await busy.expect(/^250/);
    await eventually(() => server.handlers.at(-1)?.messages[0]?.ends === 1);
    const stopped = server.listener.stop(30_000);
    await idle.expect(/^421 4\.3\.2 Service not available, closing transmission channel$/);
    await idle.closed();
    await expect(TestClient.connect(server.endpoint.port)).rejects.toThrow(/ECONNREFUSED|closed before/);
    await open.command('RCPT TO:<b@mx.example>', /^250/);
    released.resolve();
    await busy.expect(/^250 2\.6\.0/);
    await busy.expect(/^421 4\.3\.2/);
    await busy.closed();
    await open.command('BDAT 0 LAST', /^250/);
    await open.expect(/^421 4\.3\.2/);
    await open.closed();
    await stopped;
    expect(server.listener.connections).toBe(0);
  });

  it.each([
    ['is in the midst of AUTH', 'AUTH LOGIN\r\n'],
    ['owes octets of a chunk that was refused', 'BDAT 10 LAST\r\nhalf'],
    ['leaves its replies unread', 'HELP\r\n'.repeat(500_000)],
  ])(
    'does not wait for a client without a transaction that %s',
    async (_state, said) => {
      await using server = await TestServer.start();
      const client = await server.client();
      if (said.length > 1000) client.pause();
      const sent = client.sendRaw(said).catch(() => undefined);
      const { events } = server.handler;
      let seen = events.length;
      await eventually(() => events.length > seen, { what: 'a command' });
      await eventually(() => seen === (seen = events.length), { what: 'the end of what the server can do' });
      const stopping = performance.now();
      await server.listener.stop(30_000);
      expect(performance.now() - stopping).toBeLessThan(9_000);
      client.close();
      await sent;
    },
    15_000,
  );

  it('does not wait for clients that come at this moment', async () => {
    await using server = await TestServer.start();
    const coming = Array.from({ length: 20 }, () => TestClient.connect(server.endpoint.port));
    await Promise.any(coming);
    const stopping = performance.now();
    await server.listener.stop(30_000);
    expect(performance.now() - stopping).toBeLessThan(9_000);
    for (const outcome of await Promise.allSettled(coming)) {
      if (outcome.status === 'fulfilled') outcome.value.close();
    }
  }, 15_000);

  it('cuts what is left after the time of grace', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.sendRaw('MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nDATA\r\nhalf');
    await eventually(() => server.handler.messages[0]?.content.length === 1);
    await server.listener.stop(50);
    await eventually(() => server.handler.closings === 1);
    expect(server.handler.messages[0]).toMatchObject({ ends: 0, aborts: [expect.anything()] });
  });
});
