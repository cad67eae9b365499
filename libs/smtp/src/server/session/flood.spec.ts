import { connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { eventually, type TestClient } from '@mailyard/testing';

import { Acceptor, type ServerConnection } from '../connection/smtp-server.js';
import { ConnectionSessions } from '../smtp-listener.js';
import { RecordingHandler } from '../spec-support/recording-handler.js';
import { TestServer } from '../spec-support/test-server.js';

const limits = { maxCommandsWithoutMail: 6 };
const tooMany =
  /^421 4\.7\.0 Too many commands without mail on this connection, closing transmission channel$/;

/** A peer that has sent a flood and reads nothing of its answers, and the server's end of the connection. */
interface Flood extends AsyncDisposable {
  readonly handler: RecordingHandler;
  readonly connection: ServerConnection;
  readonly peer: Socket;
}

async function unread(octets: string): Promise<Flood> {
  const handler = new RecordingHandler();
  let connection: ServerConnection | undefined;
  const acceptor = new Acceptor({
    lmtp: false,
    accepted: (accepted) => {
      connection = accepted;
      accepted.init();
      const trusts = { proxyProtocol: () => false, xclient: () => false };
      const fault = (error: unknown) => handler.fault(error);
      void new ConnectionSessions(accepted, {
        protocol: 'SMTP',
        trusts,
        handlerFor: () => handler,
        fault,
      }).run();
    },
    failed: (error) => handler.fault(error),
  });
  const port = await new Promise<number>((resolve) => {
    acceptor.listen({ host: '127.0.0.1', port: 0 }, () => {
      resolve((acceptor.server.address() as { port: number }).port);
    });
  });
  const peer = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).pause();
  peer.on('error', () => undefined);
  peer.write(octets);
  const accepted = await eventually(() => connection ?? false);
  const dispose = async () => {
    const closed = new Promise((resolve) => acceptor.server.close(resolve));
    peer.destroy();
    await closed;
  };
  return { handler, connection: accepted, peer, [Symbol.asyncDispose]: dispose };
}

const commandsOf = ({ events }: RecordingHandler) => events.filter(({ event }) => event === '<').length;

describe('a flood of commands', () => {
  it('leaves each turn of the event loop to the others after a few of them', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.sendRaw('NOOP\r\n'.repeat(5000));
    let most = 0;
    for (let before = 0; before < 5001;) {
      await nextTurn();
      const now = commandsOf(server.handler);
      most = Math.max(most, now - before);
      before = now;
    }
    expect(most).toBeLessThanOrEqual(32);
  });

  it('leaves it so with many XCLIENT as well', async () => {
    await using server = await TestServer.start({ trusted: 'xclient' });
    const client = await server.client();
    await client.sendRaw('XCLIENT ADDR=192.0.2.1\r\n'.repeat(500));
    let most = 0;
    for (let before = 1; before < 501;) {
      await nextTurn();
      most = Math.max(most, server.handlers.length - before);
      before = server.handlers.length;
    }
    expect(most).toBeLessThanOrEqual(32);
  });

  it('is answered no further than its peer reads', async () => {
    const total = 200_000;
    await using flood = await unread('HELP\r\n'.repeat(total));
    let mostOwed = 0;
    const owed = () => (mostOwed = Math.max(mostOwed, flood.connection._socket.writableLength));
    await eventually(() => owed() > 0 && flood.connection._socket.writableNeedDrain, {
      what: 'the buffers between the two to fill up',
    });
    const answered = flood.connection._socket.bytesWritten;
    for (let turn = 0; turn < 100; turn++) {
      await nextTurn();
      owed();
    }
    expect(flood.connection._socket.bytesWritten).toBe(answered);
    expect(mostOwed).toBeLessThan(100_000);
    flood.peer.resume();
    await eventually(() => flood.connection._socket.bytesWritten > answered + 100_000);
  });
});

it('a line without end is refused, passed over for a while, and then ends the session', async () => {
  await using flood = await unread('NOOP ');
  let received = '';
  flood.peer.on('data', (chunk) => (received += String(chunk))).resume();
  flood.peer.write(Buffer.alloc(5_000_000, 'x'));
  await eventually(() => flood.peer.readableEnded);
  expect(received.split('\r\n')).toEqual([
    '220 mx.example ready',
    '500 5.5.2 Line too long',
    '421 4.7.0 Too many errors on this connection, closing transmission channel',
    '',
  ]);
});

describe('MaxCommandsWithoutMail', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['NOOP', 'NOOP\r\n'],
    ['RSET', 'RSET\r\n'],
    ['HELP', 'HELP\r\n'],
    ['VRFY', 'VRFY alice\r\n'],
    ['EHLO', 'EHLO client.example\r\n'],
    ['unknown commands', 'FOO\r\n'],
    ['empty lines', '\r\n'],
    ['lines that cannot be read', 'NO\0OP\r\n'],
    ['MAIL and RSET', 'MAIL FROM:<a@b.example>\r\nRSET\r\n'],
    ['RCPT without MAIL', 'RCPT TO:<b@mx.example>\r\n'],
    ['AUTH that is given up', 'AUTH LOGIN\r\n*\r\n'],
    ['STARTTLS that is not offered', 'STARTTLS\r\n'],
    ['BDAT without a transaction', 'BDAT 1\r\nx'],
  ];
  it.each(cases)('%s: the session ends', async (_name, octets) => {
    await using server = await TestServer.start({ limits });
    const client = await server.client();
    await client.sendRaw(octets.repeat(20));
    await expectEnd(client);
    expect(commandsOf(server.handler)).toBeLessThanOrEqual(12);
  });

  it('empty chunks: the session ends', async () => {
    await using server = await TestServer.start({ limits });
    const client = await server.client();
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.command('RCPT TO:<b@mx.example>', /^250/);
    await client.sendRaw('BDAT 0\r\n'.repeat(20));
    await expectEnd(client);
    expect(server.handler.accepted).toEqual([]);
  });

  it('a recipient is mail, until ten times as many were asked for as a message may have', async () => {
    await using server = await TestServer.start({ limits: { ...limits, maxRecipients: 2 } });
    const client = await server.client();
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.sendRaw('RCPT TO:<b@mx.example>\r\n'.repeat(30));
    for (let count = 0; count < 24; count++) await client.expect(count < 2 ? /^250/ : /^452/);
    await client.expect(tooMany);
  });

  it.each(['BDAT 1 LAST\r\nx', 'DATA\r\n.\r\n'])('a message begins a new count: %j', async (content) => {
    await using server = await TestServer.start({ limits });
    const client = await server.client();
    const message = `MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\n${content}RSET\r\nNOOP\r\n`;
    const answers = content.startsWith('DATA') ? 6 : 5;
    await client.sendRaw(message.repeat(10));
    for (let count = 0; count < 10 * answers; count++) await client.expect(/^(?:250|354)/);
    await client.quit();
    expect(server.handler.messages).toHaveLength(10);
  });

  it('chunks of a message are mail', async () => {
    await using server = await TestServer.start({ limits });
    const client = await server.client();
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.command('RCPT TO:<b@mx.example>', /^250/);
    for (let count = 0; count < 20; count++) {
      await client.sendRaw('BDAT 1\r\nx');
      await client.expect(/^250/);
    }
    await client.sendRaw('BDAT 0 LAST\r\n');
    await client.expect(/^250/);
    expect(server.handler.accepted).toEqual(['x'.repeat(20)]);
  });

  async function expectEnd(client: TestClient): Promise<void> {
    let text = '';
    for (let count = 0; count < 40 && !text.startsWith('421'); count++) ({ text } = await client.reply());
    expect(text).toMatch(tooMany);
    await client.closed();
  }
});

describe('the protocol log of a flood', () => {
  it('has an end, says what was left out, and goes on with a message', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.command('RCPT TO:<b@mx.example>', /^250/);
    const chunks = 15_000;
    await client.sendRaw('BDAT 1\r\nx'.repeat(chunks));
    for (let count = 0; count < chunks; count++) await client.reply();
    const { events } = server.handler;
    const kept = events.length;
    expect(kept).toBe(20_000);
    await client.sendRaw('BDAT 0 LAST\r\n');
    await client.expect(/^250 2\.6\.0 message 1$/);
    await client.quit();
    expect(events.slice(kept).map(({ event, data, context }) => [event, context ?? data])).toEqual([
      ['*', expect.stringMatching(/^\d+ lines left out$/)],
      ['>', '250 2.6.0 message 1'],
      ['<', 'QUIT'],
      ['>', '221 2.0.0 Service closing transmission channel'],
      ['-', 'Local'],
    ]);
  });

  it('says it at the end of a session without a message', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.sendRaw(`${'NOOP\r\n'.repeat(15_000)}QUIT\r\n`);
    for (let count = 0; count < 15_001; count++) await client.reply();
    await client.closed();
    const said = server.handler.events.slice(-2).map(({ context }) => context);
    expect(said).toEqual([expect.stringMatching(/^10\d{3} lines left out$/), 'Local']);
  });
});

it('a peer that goes on behind the last reply is cut', async () => {
  await using flood = await unread('QUIT\r\n');
  flood.peer.resume();
  await eventually(() => flood.peer.readableEnded);
  const began = performance.now();
  flood.peer.write(Buffer.alloc(20_000_000, 'NOOP\r\n'));
  await flood.connection.closed;
  // One that stays silent may linger for five seconds.
  expect(performance.now() - began).toBeLessThan(4000);
  expect(flood.connection._socket.bytesRead).toBeLessThan(5_000_000);
});
