import { eventually } from '@mailyard/testing';

import type { ClientLog, LoggedSession } from '../client/client-session.js';
import { outcomes } from '../client/transaction/envelope-exchange.js';
import type { Envelope } from '../commands/envelope.js';
import type { ProtocolEvent } from '../protocol-log/protocol-event.js';
import { replies } from '../reply/replies.js';
import { ReplyError } from '../reply/reply.js';
import { context } from '../server/spec-support/test-certificate.js';
import { TestServer, type TestServerOptions } from '../server/spec-support/test-server.js';
import { HopConnection, type HopOptions } from './hop-connection.js';

const proxyCommand = {
  verb: 'XPROXYFROM',
  sid: '08D0000000000001',
  ip: '192.0.2.1',
  port: 4711,
  domain: 'client.example',
  connector: 'guid',
  perms: 1,
  authAs: 'Anonymous',
} as const;

function envelope(...localParts: string[]): Envelope {
  return {
    reversePath: { localPart: 'sender', domain: 'example.com' },
    recipients: localParts.map((localPart) => ({ path: { localPart, domain: 'contoso.com' } })),
    body: '8BITMIME',
    smtpUtf8: false,
  };
}

const onlyKnown: TestServerOptions['decide'] = {
  rcpt: ({ path }) => {
    if (path.localPart === 'unknown') throw new ReplyError(replies.unknownRecipient);
  },
};

async function hop(server: TestServer, changes: Partial<HopOptions> = {}) {
  const connection = await HopConnection.connect({
    host: server.endpoint.address,
    port: server.endpoint.port,
    protocol: 'SMTP',
    helo: 'front.contoso.com',
    connectTimeoutMs: 5_000,
    replyTimeoutMs: 5_000,
    ...changes,
  });
  return Object.assign(connection, { [Symbol.dispose]: () => connection.close() });
}

const codes = (list: readonly { readonly code: number }[]): number[] => list.map(({ code }) => code);

describe('a transaction over a hop', () => {
  it('follows another one over the same connection', async () => {
    await using server = await TestServer.start();
    using connection = await hop(server);
    for (const content of ['first', 'second']) {
      const { mail, recipients } = await connection.begin(envelope('alice'));
      expect([mail.code, ...codes(recipients)]).toEqual([250, 250]);
      await connection.write(Buffer.from(content));
      expect(codes(await connection.end([Buffer.from('!')]))).toEqual([250]);
    }
    expect(server.handlers).toHaveLength(1);
    expect(server.handler.accepted).toEqual(['first!', 'second!']);
  });

  it('goes whole in one segment and tells the outcome of each recipient', async () => {
    await using server = await TestServer.start({ decide: onlyKnown });
    using connection = await hop(server);
    const result = await connection.transact(envelope('alice', 'unknown', 'bob'), [Buffer.from('hello')]);
    expect(codes(outcomes(result))).toEqual([250, 550, 250]);
    expect(server.handler.accepted).toEqual(['hello']);
  });

  it('has a reply for each accepted recipient over LMTP (RFC 2033 §4.2)', async () => {
    const final = () => [replies.delivered, replies.insufficientStorage];
    await using server = await TestServer.start({ protocol: 'LMTP', decide: onlyKnown, final });
    using connection = await hop(server, { protocol: 'LMTP' });
    const first = await connection.transact(envelope('alice', 'unknown', 'bob'), [Buffer.from('1')]);
    expect(codes(outcomes(first))).toEqual([250, 550, 452]);
    await connection.begin(envelope('alice', 'unknown', 'bob'));
    expect(codes(await connection.end([Buffer.from('2')]))).toEqual([250, 452]);
    expect(server.handler.accepted).toEqual(['1', '2']);
  });

  it('with no accepted recipient has no final reply and spoils nothing', async () => {
    await using server = await TestServer.start({ protocol: 'LMTP', decide: onlyKnown });
    using connection = await hop(server, { protocol: 'LMTP' });
    const refused = await connection.transact(envelope('unknown', 'unknown'), [Buffer.from('x')]);
    expect(refused.replies).toEqual([]);
    expect(codes(outcomes(refused))).toEqual([550, 550]);
    expect(codes(outcomes(await connection.transact(envelope('alice'), [Buffer.from('y')])))).toEqual([250]);
    expect(server.handler.accepted).toEqual(['y']);
  });

  it('that was begun and left is reset before the next one', async () => {
    await using server = await TestServer.start();
    using connection = await hop(server);
    await connection.begin(envelope('alice'));
    const { mail } = await connection.begin(envelope('bob'));
    expect(mail.code).toBe(250);
    await connection.reset();
    expect(codes(outcomes(await connection.transact(envelope('carol'), [Buffer.from('z')])))).toEqual([250]);
    expect(server.handler.messages.map(({ envelope: { recipients } }) => recipients.length)).toEqual([1]);
  });

  it('carries the client for which it is made', async () => {
    await using server = await TestServer.start({ offer: { proxyCommands: ['XPROXYFROM'] } });
    using connection = await hop(server);
    await connection.transact(envelope('alice'), [Buffer.from('x')], { proxy: proxyCommand });
    await connection.transact(envelope('alice'), [Buffer.from('y')]);
    expect(server.handler.messages.map(({ proxied }) => proxied)).toEqual([proxyCommand, undefined]);
  });

  it('is refused when the peer does not let us speak for the client, content or not', async () => {
    const decide = {
      proxy: () => {
        throw new ReplyError(replies.unrecognizedCommand);
      },
    };
    await using server = await TestServer.start({ offer: { proxyCommands: ['XPROXYFROM'] }, decide });
    using connection = await hop(server);
    expect((await connection.begin(envelope('alice'), proxyCommand)).mail.code).toBe(500);
    const options = { proxy: proxyCommand };
    const result = await connection.transact(envelope('alice'), [Buffer.from('x')], options);
    expect(codes(outcomes(result))).toEqual([500]);
    expect(server.handler.messages).toEqual([]);
    expect(codes(outcomes(await connection.transact(envelope('alice'), [Buffer.from('y')])))).toEqual([250]);
  });

  it('never lets an address become a command', async () => {
    await using server = await TestServer.start();
    using connection = await hop(server);
    await expect(connection.begin(envelope('a>\r\nQUIT\r\n'))).rejects.toThrow('control character');
    expect(codes(outcomes(await connection.transact(envelope('alice'), [Buffer.from('x')])))).toEqual([250]);
  });
});

describe('content over a hop (RFC 3030)', () => {
  const octets = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => (index * 7) % 256));

  it('arrives as it was, in whatever pieces it was written', async () => {
    await using server = await TestServer.start({ offer: { size: { limitBytes: 0, advertise: 'no' } } });
    using connection = await hop(server);
    for (const step of [1_000, 65_536, 1_000_000]) {
      await connection.begin(envelope('alice'));
      for (let start = 0; start < octets.length; start += step) {
        await connection.write(octets.subarray(start, start + step));
      }
      expect(codes(await connection.end())).toEqual([250]);
      const message = server.handler.messages.at(-1);
      expect(Buffer.concat(message?.content ?? []).equals(octets)).toBe(true);
    }
  });

  it('waits while the peer takes no more', async () => {
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await using server = await TestServer.start({
      offer: { size: { limitBytes: 0, advertise: 'no' } },
      hold: () => held,
    });
    using connection = await hop(server);
    await connection.begin(envelope('alice'));
    let written = 0;
    const all = (async () => {
      for (; written < 64; written += 1) await connection.write(Buffer.alloc(1_048_576));
      return connection.end();
    })();
    await eventually(() => server.handler.messages.length === 1);
    expect(written).toBeLessThan(32);
    release?.();
    expect(codes(await all)).toEqual([250]);
  });

  it('that the peer refuses on the way is not sent on, and the refusal is the answer', async () => {
    await using server = await TestServer.start({
      offer: { size: { limitBytes: 100_000, advertise: 'no' } },
    });
    using connection = await hop(server);
    await connection.begin(envelope('alice', 'bob'));
    for (let count = 0; count < 100; count += 1) await connection.write(Buffer.alloc(65_536));
    expect(codes(await connection.end([Buffer.from('end')]))).toEqual([552]);
    expect(connection.usable).toBe(false);
    expect(server.handler.accepted).toEqual([]);
  });
});

describe('X-ANONYMOUSTLS', () => {
  const offer = { anonymousTls: { context, requestCertificate: true } };
  const tls = { context, command: 'X-ANONYMOUSTLS' } as const;

  it('proves both ends to each other', async () => {
    await using server = await TestServer.start({ offer });
    using connection = await hop(server, { tls });
    await connection.transact(envelope('alice'), [Buffer.from('x')]);
    expect(server.handler.session?.tls).toMatchObject({
      command: 'X-ANONYMOUSTLS',
      protocol: 'TLSv1.3',
      peerAuthorized: true,
      peerName: 'mx.example',
    });
    expect(connection.extensions.has('X-ANONYMOUSTLS')).toBe(false);
  });

  it('is not done without: a peer that does not offer it gets no mail', async () => {
    await using server = await TestServer.start();
    await expect(hop(server, { tls })).rejects.toMatchObject({ name: 'HopError', kind: 'tls' });
    expect(server.handler.envelopes).toEqual([]);
  });

  it('fails when the certificate of the peer is not from the organization', async () => {
    const { createSecureContext } = await import('node:tls');
    await using server = await TestServer.start({ offer });
    const stranger = { ...tls, context: createSecureContext({ ca: [] }) };
    await expect(hop(server, { tls: stranger })).rejects.toMatchObject({ kind: 'tls' });
  });
});

describe('421 (RFC 5321 §3.8)', () => {
  it('when the service stops is seen at once, and the connection is not used again', async () => {
    await using server = await TestServer.start();
    using connection = await hop(server);
    expect(connection.usable).toBe(true);
    let told = false;
    connection.onUnusable(() => {
      told = true;
    });
    await server.listener.stop(0);
    await eventually(() => !connection.usable && told);
    const refused = { kind: 'closed', reply: { code: 421 } };
    await eventually(() => expect(connection.begin(envelope('alice'))).rejects.toMatchObject(refused));
  });
});

describe('the protocol log of a hop', () => {
  it('has the lines and contexts of Exchange’s, each line of a reply for itself', async () => {
    await using server = await TestServer.start({
      offer: { anonymousTls: { context, requestCertificate: false } },
    });
    const events: ProtocolEvent[] = [];
    const sessions: LoggedSession[] = [];
    const log: ClientLog = (event, session) => {
      events.push(event);
      sessions.push({ ...session });
    };
    const connection = await hop(server, { tls: { context, command: 'X-ANONYMOUSTLS' }, log });
    connection.close();
    const lines = events.map(({ event, data, context: why = '' }) => `${event} ${data}|${why}`);
    expect(lines.slice(0, 2)).toEqual(['* |attempting to connect', '+ |']);
    expect(lines).toContain('> EHLO front.contoso.com|');
    expect(lines).toContain('< 250-PIPELINING|');
    expect(lines).toContainEqual(
      expect.stringMatching(/^\* \|TLS protocol SP_PROT_TLS1_3_CLIENT negotiation succeeded using /),
    );
    expect(lines).toContain('* CN=mx.example|Certificate subject');
    expect(lines.slice(-2)).toEqual(['> QUIT|', '- |Local']);
    // One session, whose own end is known from `+` on.
    const [connecting, ...connected] = sessions;
    const local = { address: '127.0.0.1', port: expect.any(Number) };
    expect(connecting).toEqual({
      id: expect.stringMatching(/^08[0-9A-F]{14}$/),
      local: undefined,
      remote: server.endpoint,
    });
    expect(connected).toEqual(connected.map(() => ({ ...connecting, local })));
  });
});
