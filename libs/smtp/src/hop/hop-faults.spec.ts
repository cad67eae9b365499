import type { Socket } from 'node:net';

import { eventually } from '@mailyard/testing';

import type { ClientLog } from '../client/client-session.js';
import { outcomes } from '../client/transaction/envelope-exchange.js';
import { ScriptedPeer } from '../client/spec-support/scripted-peer.js';
import type { Envelope } from '../commands/envelope.js';
import type { ProtocolEvent } from '../protocol-log/protocol-event.js';
import { HopConnection, type HopOptions } from './hop-connection.js';

const envelope: Envelope = {
  reversePath: null,
  recipients: [{ path: { localPart: 'alice', domain: 'contoso.com' } }],
  body: '7BIT',
  smtpUtf8: false,
};

function hop(peer: ScriptedPeer, changes: Partial<HopOptions> = {}): Promise<HopConnection> {
  return HopConnection.connect({ ...peer.options, replyTimeoutMs: 5_000, ...changes });
}

const saying =
  (answers: Readonly<Record<string, string>>) =>
  (line: string, socket: Socket): void => {
    const verb = Object.keys(answers).find((start) => line.startsWith(start));
    if (verb !== undefined) socket.write(answers[verb] ?? '');
  };

describe('a connection that cannot be had', () => {
  it('is told as connect when nobody listens', async () => {
    const peer = await ScriptedPeer.start();
    await peer[Symbol.asyncDispose]();
    await expect(hop(peer)).rejects.toMatchObject({ name: 'HopError', kind: 'connect' });
  });

  it('carries the reply when the greeting refuses us', async () => {
    await using peer = await ScriptedPeer.start(undefined, { greeting: '421 4.3.2 Service not active\r\n' });
    await expect(hop(peer)).rejects.toMatchObject({ kind: 'connect', reply: { code: 421 } });
  });

  it.each([
    ['is silent', '', 'timeout'],
    ['speaks something else', 'SSH-2.0-OpenSSH\r\n', 'protocol'],
  ])('because the peer %s', async (_, greeting, kind) => {
    await using peer = await ScriptedPeer.start(undefined, { greeting });
    await expect(hop(peer, { connectTimeoutMs: 150 })).rejects.toMatchObject({ kind });
  });

  it('has failed when the peer speaks ahead of TLS (RFC 3207 §6)', async () => {
    const { context } = await import('../server/spec-support/test-certificate.js');
    const tls = { context, command: 'X-ANONYMOUSTLS' } as const;
    await using peer = await ScriptedPeer.start(
      saying({ 'X-ANONYMOUSTLS': '220 2.0.0 go\r\n250 injected\r\n' }),
    );
    await expect(hop(peer, { tls })).rejects.toMatchObject({ kind: 'tls' });
  });
});

describe('the protocol log of a connection that fails', () => {
  const ends: ProtocolEvent[] = [];
  const log: ClientLog = (event) => ends.push(event);

  it('tells why there was none', async () => {
    const peer = await ScriptedPeer.start();
    await peer[Symbol.asyncDispose]();
    await expect(hop(peer, { log })).rejects.toMatchObject({ kind: 'connect' });
    const data = expect.stringContaining('ECONNREFUSED');
    expect(ends.at(-1)).toEqual({ event: '*', data, context: 'Failed to connect' });
  });

  it.each([
    ['', 'Remote', (socket: Socket) => socket.end()],
    ['', 'Remote(ConnectionReset)', (socket: Socket) => socket.resetAndDestroy()],
    ['no reply in time', 'Local', () => undefined],
  ])('tells %j and %s', async (data, context, fail) => {
    await using peer = await ScriptedPeer.start((_line, socket) => void fail(socket));
    const connection = await hop(peer, { log, replyTimeoutMs: 150 });
    await expect(connection.begin(envelope)).rejects.toMatchObject({ name: 'HopError' });
    expect(ends.at(-1)).toEqual({ event: '-', data, context });
  });
});

describe('a connection that fails', () => {
  it.each([
    ['timeout', { MAIL: '250 ok\r\n' }],
    ['protocol', { MAIL: '250 ok\r\nnonsense\r\n' }],
  ] as const)('with a %s is not used again', async (kind, answers) => {
    await using peer = await ScriptedPeer.start(saying(answers));
    const connection = await hop(peer, { replyTimeoutMs: 150 });
    await expect(connection.transact(envelope, [Buffer.from('x')])).rejects.toMatchObject({ kind });
    expect(connection.usable).toBe(false);
    await expect(connection.begin(envelope)).rejects.toMatchObject({ kind });
  });

  it('because the peer vanishes rejects whatever waits', async () => {
    await using peer = await ScriptedPeer.start((line, socket) => {
      if (line.startsWith('RCPT')) socket.destroy();
      else socket.write('250 ok\r\n');
    });
    const connection = await hop(peer);
    await expect(connection.begin(envelope)).rejects.toMatchObject({ kind: 'closed' });
    await expect(connection.end()).rejects.toMatchObject({ kind: 'closed' });
  });

  it('while content is written rejects the writer instead of holding it for ever', async () => {
    await using peer = await ScriptedPeer.start(saying({ MAIL: '250 ok\r\n250 ok\r\n' }));
    const connection = await hop(peer);
    await connection.begin(envelope);
    const writing = (async () => {
      for (;;) await connection.write(Buffer.alloc(1_048_576));
    })();
    await eventually(() => peer.received.includes('BDAT'));
    peer.sockets[0]?.destroy();
    await expect(writing).rejects.toMatchObject({ kind: 'closed' });
  });

  it('while nothing waits is noticed', async () => {
    await using peer = await ScriptedPeer.start();
    const connection = await hop(peer);
    peer.sockets[0]?.destroy();
    await eventually(() => !connection.usable);
  });

  it('when a reply comes that nobody asked for', async () => {
    await using peer = await ScriptedPeer.start();
    const connection = await hop(peer);
    peer.sockets[0]?.write('250 surprise\r\n');
    await eventually(() => !connection.usable);
  });

  it('with silence only while a reply is due', async () => {
    await using peer = await ScriptedPeer.start(saying({ RSET: '250 ok\r\n' }));
    const connection = await hop(peer, { replyTimeoutMs: 60 });
    const idle = performance.now();
    await eventually(() => performance.now() - idle > 150);
    await connection.reset();
    expect(connection.usable).toBe(true);
    connection.close();
  });
});

describe('421 within a transaction (RFC 5321 §3.8)', () => {
  it('answers everything that is still open', async () => {
    await using peer = await ScriptedPeer.start(saying({ MAIL: '250 ok\r\n421 4.3.2 stopping\r\n' }));
    const connection = await hop(peer, { protocol: 'LMTP' });
    const result = await connection.transact(envelope, [Buffer.from('x')]);
    expect(outcomes(result).map(({ code }) => code)).toEqual([421]);
    expect(connection.usable).toBe(false);
  });

  it('after content is never taken for delivery', async () => {
    await using peer = await ScriptedPeer.start((line, socket) => {
      socket.write(line.startsWith('BDAT') ? '421 4.3.2 stopping\r\n' : '250 ok\r\n');
    });
    const connection = await hop(peer);
    await connection.begin(envelope);
    expect((await connection.end([Buffer.from('x\r\n')])).map(({ code }) => code)).toEqual([421]);
  });
});

it('says goodbye and goes, even if the peer does not answer', async () => {
  await using peer = await ScriptedPeer.start();
  const connection = await hop(peer);
  connection.close();
  await eventually(() => peer.received.endsWith('QUIT\r\n') && peer.sockets[0]?.destroyed === true);
});
