import { eventually, TestClient } from '@mailyard/testing';

import { replies } from '../../reply/replies.js';
import { Reply, ReplyError } from '../../reply/reply.js';
import { TestServer } from '../spec-support/test-server.js';

describe('command lines', () => {
  it.each(['NOOP\nMAIL FROM:<evil@b.example>\r\n', 'NOOP\rMAIL FROM:<evil@b.example>\r\n', 'NO\0OP\r\n'])(
    '%j is one refusal, at every segmentation',
    async (octets) => {
      for (const segments of [1, 2, 3, octets.length]) {
        await using server = await TestServer.start();
        const client = await server.client();
        await client.sendRaw(octets, { segments });
        await client.expect(/^500 5\.5\.2/);
        await client.command('NOOP', /^250/);
        await client.quit();
        expect(server.handler.envelopes).toEqual([]);
      }
    },
  );

  it('answers a client that ends its lines with LF alone', async () => {
    await using server = await TestServer.start();
    const client = await server.connect();
    await client.sendRaw('EHLO client.example\n');
    await client.expect(/^500 5\.5\.2 Lines must end with CRLF$/);
    await client.sendRaw('QUIT\n');
    await client.expect(/^500 5\.5\.2/);
    client.close();
  });

  it('discards the rest of a line that is too long', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.sendRaw(`MAIL FROM:<${'x'.repeat(1_000_000)}`, { segments: 50 });
    await client.expect(/^500 5\.5\.2 Line too long$/);
    await client.sendRaw(`${'x'.repeat(1_000_000)}\r\nNOOP\r\n`, { segments: 50 });
    await client.expect(/^250 2\.0\.0 OK$/);
    await client.quit();
  });

  it('does not execute a command without its end', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.sendRaw('MAIL FROM:<a@b.example>');
    client.endInput();
    await client.closed();
    expect(server.handler.envelopes).toEqual([]);
  });

  it('answers a client that closes its side after its commands', async () => {
    await using server = await TestServer.start({
      decide: { mail: () => new Promise((done) => setImmediate(done)) },
    });
    const client = await server.connect();
    await client.sendRaw(
      'EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nDATA\r\nhello\r\n.\r\n',
    );
    client.endInput();
    for (const expected of [/^250-/, /^250 2\.1\.0/, /^250 2\.1\.5/, /^354/, /^250 2\.6\.0/]) {
      await client.expect(expected);
    }
    await client.closed();
    expect(server.handler.accepted).toEqual(['hello\r\n']);
  });
});

describe('the end of a session', () => {
  it('is written down once, with who ended it', async () => {
    await using server = await TestServer.start();
    const ends: (string | undefined)[] = [];
    for (const leave of ['quit', 'endInput', 'vanish'] as const) {
      const client = await server.client();
      await client[leave]();
      const handler = server.handlers.at(-1);
      await eventually(() => handler?.closings === 1);
      ends.push(handler?.events.at(-1)?.context);
      client.close();
    }
    expect(ends).toEqual(['Local', 'Remote', 'Remote(ConnectionReset)']);
    await eventually(() => server.listener.connections === 0);
    expect(server.handlers.map(({ closings }) => closings)).toEqual([1, 1, 1]);
  });

  it.each(['vanish', 'close'] as const)(
    'aborts the sink once when the client leaves within DATA (%s)',
    async (leave) => {
      await using server = await TestServer.start();
      const client = await server.client();
      await client.sendRaw('MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nDATA\r\nhalf\r\n');
      await eventually(() => server.handler.messages[0]?.content.length === 1);
      client[leave]();
      await eventually(() => server.handler.closings === 1);
      expect(server.handler.messages[0]).toMatchObject({ ends: 0, aborts: [expect.anything()] });
      expect(server.handler.faults).toEqual([]);
    },
  );

  it('aborts a sink that comes after the client has left', async () => {
    const opened = Promise.withResolvers<void>();
    const aborts: Error[] = [];
    await using server = await TestServer.start({
      decide: {
        content: async () => {
          await opened.promise;
          return {
            write: () => undefined,
            end: () => Promise.resolve(replies.queued),
            abort: (cause) => aborts.push(cause),
          };
        },
      },
    });
    const client = await server.client();
    await client.sendRaw('MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nDATA\r\n');
    await client.expect(/^250/);
    client.vanish();
    await eventually(() => server.listener.connections === 0);
    opened.resolve();
    await eventually(() => server.handler.closings === 1);
    expect(aborts).toHaveLength(1);
  });

  it('survives a handler that fails everywhere', async () => {
    await using server = await TestServer.start({
      decide: { connect: () => Promise.reject(new Error('connect')) },
    });
    const client = await TestClient.connect(server.endpoint.port);
    await client.expect(/^421 4\.3\.2/);
    await client.closed();
    expect(server.handler.faults).toHaveLength(1);
    expect(server.handler.closings).toBe(1);
  });

  it('refuses the connection with the reply of the handler', async () => {
    const refusal = new Reply(554, undefined, 'No SMTP service here');
    await using server = await TestServer.start({ decide: { connect: () => refusal } });
    const client = await TestClient.connect(server.endpoint.port);
    await client.expect(/^554 No SMTP service here$/);
    await client.closed();
  });

  it('ends at every 421, whoever gives it, with no other word', async () => {
    const mail = () => Promise.reject(new ReplyError(replies.notActive));
    await using server = await TestServer.start({ decide: { mail }, limits: { maxProtocolErrors: 1 } });
    const client = await server.client();
    await client.sendRaw('MAIL FROM:<a@b.example>\r\nNOOP\r\n');
    await client.expect(/^421 4\.3\.2 Service not active$/);
    await client.closed();
  });

  it('writes the whole session to the protocol log', async () => {
    await using server = await TestServer.start();
    const client = await server.connect();
    await client.command('HELO x', /^250/);
    await client.quit();
    expect(server.handler.transcript).toBe(
      [
        '+',
        '> 220 mx.example ready',
        '< HELO x',
        '> 250 mx.example Hello [127.0.0.1]',
        '< QUIT',
        '> 221 2.0.0 Service closing transmission channel',
        '-  Local',
      ].join('\n'),
    );
  });

  it('does not let the text of a reply become another reply', async () => {
    const text = 'id\r\n250 2.0.0 forged\r';
    await using server = await TestServer.start({ final: () => replies.queued.withText(text) });
    const client = await server.client();
    await client.sendRaw('MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nBDAT 0 LAST\r\n');
    await client.expect(/^250/);
    await client.expect(/^250/);
    await client.expect(/^250-2\.6\.0 id \n250 2\.6\.0 250 2\.0\.0 forged $/);
    await client.quit();
  });
});
