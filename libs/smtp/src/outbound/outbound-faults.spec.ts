import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

import { eventually } from '@mailyard/testing';

import { outcomes } from '../client/transaction/envelope-exchange.js';
import { sameTimeout } from '../client/replies/reply-timeouts.js';
import type { Envelope } from '../commands/envelope.js';
import { context } from '../server/spec-support/test-certificate.js';
import { OutboundConnection } from './outbound-connection.js';
import type { OutboundMessage } from './outgoing.js';
import { MailHost, saying, type Says } from './spec-support/mail-host.js';

const envelope: Envelope = {
  reversePath: null,
  recipients: [{ path: { localPart: 'bob', domain: 'contoso.com' } }],
  body: '7BIT',
  smtpUtf8: false,
};
const message: OutboundMessage = {
  envelope,
  header: Buffer.from('Subject: x\r\n\r\n'),
  content: [Buffer.from('hello\r\n')],
};

const allOffers = [['PIPELINING', 'CHUNKING'], ['PIPELINING'], ['CHUNKING'], []];
const closing =
  (verb: string): Says =>
  (line, socket) => {
    if (!line.startsWith(verb)) return undefined;
    socket.end();
    return '';
  };

describe('a session that cannot be had', () => {
  it.each([
    ['hangs up', '', 'closed', (socket: Socket) => void socket.end()],
    ['is silent', '', 'timeout', () => undefined],
    ['refuses', '554 5.7.1 not you\r\n', 'connect', () => undefined],
    ['is full', '421 4.7.0 too many\r\n', 'connect', () => undefined],
    ['speaks something else', 'SSH-2.0-OpenSSH\r\n', 'protocol', () => undefined],
    ['says NUL', '\0\0\0\r\n', 'protocol', () => undefined],
    ['never ends its line', '220 '.padEnd(10_000, 'x'), 'protocol', () => undefined],
    ['never ends its reply', '220-x\r\n'.repeat(10_000), 'protocol', () => undefined],
    ['says more than it was asked for', '220 x\r\n250 y\r\n250 z\r\n250 a\r\n', 'protocol', () => undefined],
  ])('because the peer %s', async (_, greeting, kind, act) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (greeting !== '') socket.write(greeting);
      act(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connecting = OutboundConnection.connect({
      dial: async () => (await import('node:net')).connect(port, '127.0.0.1'),
      remote: { address: '127.0.0.1', port },
      helo: 'mail.example',
      timeouts: sameTimeout(200),
    });
    await expect(connecting).rejects.toMatchObject({ name: 'HopError', kind, mayBeTaken: false });
    server.close();
  });

  it('because nobody dials in time, and a late connection is closed', async () => {
    await using host = await MailHost.start();
    let late: Promise<Socket> | undefined;
    const connecting = OutboundConnection.connect({
      dial: (signal) => {
        late = (async () => {
          await once(signal, 'abort');
          const { connect } = await import('node:net');
          const socket = connect(host.port, '127.0.0.1');
          await once(socket, 'connect');
          return socket;
        })();
        return late;
      },
      remote: { address: '127.0.0.1', port: host.port },
      helo: 'mail.example',
      connectTimeoutMs: 50,
    });
    await expect(connecting).rejects.toMatchObject({ kind: 'timeout' });
    const socket = await late;
    await eventually(() => expect(socket?.destroyed).toBe(true));
  });

  it('because an octet comes now and then', async () => {
    await using host = await MailHost.start({
      says: (line, socket) => {
        if (!line.startsWith('EHLO')) return undefined;
        const timer = setInterval(() => socket.write('2'), 30);
        socket.once('close', () => clearInterval(timer));
        socket.write('250-');
        return '';
      },
    });
    await expect(host.connect({ timeouts: sameTimeout(150) })).rejects.toMatchObject({ kind: 'timeout' });
  });

  it.each([
    [
      'EHLO is not known',
      saying({ EHLO: '502 what?\r\n' }),
      ['EHLO mail.example', 'HELO mail.example'],
      false,
    ],
    ['ForceHELO', () => undefined, ['HELO mail.example'], true],
  ] satisfies [string, Says, string[], boolean][])('HELO does when %s', async (_, says, said, forceHelo) => {
    await using host = await MailHost.start({ offers: ['PIPELINING', 'STARTTLS'], says });
    const connection = await host.connect({ forceHelo });
    expect((await connection.transact(message)).replies).toMatchObject([{ code: 250 }]);
    expect(host.commands.slice(0, said.length)).toEqual(said);
    expect(host.commands).toContain('DATA');
    connection.close();
  });

  it.each([
    ['octets behind the 220 (RFC 3207 §6)', '220 go\r\n250-mx\r\n250 AUTH PLAIN\r\n', 'protocol'],
    ['part of a reply behind the 220', '220 go\r\n250', 'protocol'],
    ['a refusal', '454 4.7.0 not now\r\n', 'tls'],
    ['no handshake', '220 go\r\n', 'timeout'],
  ])('STARTTLS fails with %s', async (_, answer, kind) => {
    await using host = await MailHost.start({ offers: ['STARTTLS'], says: saying({ STARTTLS: answer }) });
    const tls = { command: 'STARTTLS', context, policy: 'required', trust: 'anybody' } as const;
    const connecting = host.connect({ tls, connectTimeoutMs: 500 });
    await expect(connecting).rejects.toMatchObject({ name: 'HopError', kind });
  });
});

describe('a connection that is lost tells whether the message may be taken (RFC 1047)', () => {
  it.each(allOffers.flatMap((offers) => ['MAIL', 'RCPT'].map((verb) => [offers, verb] as const)))(
    '%j, behind %s: not, unless all was sent with it',
    async (offers, verb) => {
      await using host = await MailHost.start({ offers, says: closing(verb) });
      const connection = await host.connect();
      const mayBeTaken = offers.length === 2;
      await expect(connection.transact(message)).rejects.toMatchObject({ kind: 'closed', mayBeTaken });
      expect(connection.usable).toBe(false);
    },
  );

  it.each(allOffers)('%j %j, behind the end of the content: it may', async (...offers) => {
    const says = closing(offers.includes('CHUNKING') ? 'BDAT' : '.');
    await using host = await MailHost.start({ offers: offers.filter(Boolean), says });
    const connection = await host.connect();
    await expect(connection.transact(message)).rejects.toMatchObject({ kind: 'closed', mayBeTaken: true });
  });

  it.each([[['PIPELINING']], [[]]])('%j, behind DATA: not', async (offers) => {
    await using host = await MailHost.start({ offers, says: closing('DATA') });
    const connection = await host.connect();
    await expect(connection.transact(message)).rejects.toMatchObject({ kind: 'closed', mayBeTaken: false });
  });

  it.each([[['PIPELINING']], [[]], [['CHUNKING']]])('%j, no final reply in time: it may', async (offers) => {
    await using host = await MailHost.start({ offers, says: saying({ '.': '', BDAT: '' }) });
    const connection = await host.connect({ timeouts: { ...sameTimeout(5_000), end: 100 } });
    await expect(connection.transact(message)).rejects.toMatchObject({ kind: 'timeout', mayBeTaken: true });
  });

  it('the next message, whose envelope has left with it, is not taken', async () => {
    await using host = await MailHost.start({ offers: ['PIPELINING'], says: closing('.') });
    const connection = await host.connect();
    const results = await Promise.allSettled([connection.transact(message), connection.transact(message)]);
    expect(results).toMatchObject([{ reason: { mayBeTaken: true } }, { reason: { mayBeTaken: false } }]);
    expect(host.contents).toHaveLength(1);
  });
});

describe('421 at any moment (RFC 5321 §3.8)', () => {
  const goodbye = '421 4.3.2 closing\r\n';

  it.each(
    allOffers.flatMap((offers) =>
      ['MAIL', 'RCPT', 'DATA', 'BDAT', '.'].map((verb) => [offers, verb] as const),
    ),
  )('%j, to %s: nobody has the message, and nothing more is sent', async (offers, verb) => {
    await using host = await MailHost.start({ offers, says: saying({ [verb]: goodbye }) });
    const connection = await host.connect();
    const answers = await connection.transact(message);
    const heard = host.commands.some((line) => line.startsWith(verb));
    expect(outcomes(answers)).toMatchObject([{ code: heard ? 421 : 250 }]);
    expect(connection.usable).toBe(!heard);
    connection.close();
  });

  it('amid content', async () => {
    await using host = await MailHost.start({ offers: ['PIPELINING'] });
    const connection = await host.connect();
    const answers = await connection.transact({
      ...message,
      content: async function* () {
        yield Buffer.from('one\r\n');
        host.sockets[0]?.write(goodbye);
        await eventually(() => expect(connection.usable).toBe(false));
        yield Buffer.from('two\r\n');
      },
    });
    expect(outcomes(answers)).toMatchObject([{ code: 421 }]);
    expect(host.received).not.toMatch(/two|\r\n\.\r\n/);
  });

  it('while nothing happens', async () => {
    await using host = await MailHost.start();
    const connection = await host.connect();
    let told = false;
    connection.onUnusable(() => {
      told = true;
    });
    host.sockets[0]?.write(goodbye);
    await eventually(() => expect(told).toBe(true));
    expect(connection.usable).toBe(false);
  });
});

it('what a peer says reaches nobody with its control characters', async () => {
  await using host = await MailHost.start({ says: saying({ RCPT: '550 5.1.1 no\0\x1b[31m \x07way\r\n' }) });
  const connection = await host.connect();
  const [reply] = outcomes(await connection.transact(message));
  expect(reply?.toString()).toBe('550 5.1.1 no  [31m  way');
  connection.close();
});

it('a reply that nobody asked for ends the connection, behind a message that was taken', async () => {
  await using host = await MailHost.start({ says: saying({ '.': '250 ok\r\n250 ok\r\n' }) });
  const connection = await host.connect();
  expect(outcomes(await connection.transact(message))).toMatchObject([{ code: 250 }]);
  await eventually(() => expect(connection.usable).toBe(false));
});
