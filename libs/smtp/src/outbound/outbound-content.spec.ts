import { eventually } from '@mailyard/testing';

import { outcomes } from '../client/transaction/envelope-exchange.js';
import { sameTimeout } from '../client/replies/reply-timeouts.js';
import type { OutboundMessage } from './outgoing.js';
import { MailHost, saying } from './spec-support/mail-host.js';

const message: OutboundMessage = {
  envelope: {
    reversePath: null,
    recipients: [{ path: { localPart: 'bob', domain: 'contoso.com' } }],
    body: '7BIT',
    smtpUtf8: false,
  },
  header: Buffer.from('Subject: x\r\n\r\n'),
  content: [Buffer.from('hello\r\n')],
};
const allOffers = [['PIPELINING', 'CHUNKING'], ['PIPELINING'], ['CHUNKING'], []];

describe('content that does not get through', () => {
  it('is over when the peer refuses amid it, and the refusal counts', async () => {
    await using host = await MailHost.start();
    const connection = await host.connect();
    const answers = await connection.transact({
      ...message,
      content: async function* () {
        host.sockets[0]?.write('552 5.3.4 too much\r\n');
        for (let index = 0; index < 1_000_000 && connection.usable; index += 1) {
          yield Buffer.from(`${'x'.repeat(62)}\r\n`.repeat(1_000));
        }
      },
    });
    expect(outcomes(answers)).toMatchObject([{ code: 552 }]);
    expect(connection.usable).toBe(false);
  });

  it.each(['250 taken already\r\n', '354 go on\r\n'])('is not taken before its end: %j', async (early) => {
    await using host = await MailHost.start({ offers: ['PIPELINING'] });
    const connection = await host.connect();
    const sending = connection.transact({
      ...message,
      content: async function* () {
        host.sockets[0]?.write(early);
        await eventually(() => expect(connection.usable).toBe(false));
        yield Buffer.from('x\r\n');
      },
    });
    await expect(sending).rejects.toMatchObject({ kind: 'protocol', mayBeTaken: false });
  });

  it.each(['250 ok\r\n', '220 ok\r\n', '334 ok\r\n'])('is not taken by %j to DATA', async (answer) => {
    await using host = await MailHost.start({ offers: ['PIPELINING'], says: saying({ DATA: answer }) });
    const connection = await host.connect();
    await expect(connection.transact(message)).rejects.toMatchObject({ kind: 'protocol', mayBeTaken: false });
  });

  it('is given up when the peer never reads', async () => {
    await using host = await MailHost.start({
      says: (line, socket) => {
        if (line === 'DATA') setImmediate(() => socket.pause());
        return undefined;
      },
    });
    const connection = await host.connect({ timeouts: { ...sameTimeout(5_000), end: 200 } });
    const piece = Buffer.from(`${'x'.repeat(62)}\r\n`.repeat(1_000));
    const content = async function* () {
      for (;;) yield piece;
    };
    const sending = connection.transact({ ...message, content });
    await expect(sending).rejects.toMatchObject({ kind: 'timeout', mayBeTaken: false });
  });

  it.each(allOffers)('%j %j: it is given up when the peer takes it too slowly', async (...offers) => {
    await using host = await MailHost.start({ offers: offers.filter(Boolean) });
    const timeouts = { ...sameTimeout(5_000), end: 200 };
    const connection = await host.connect({ timeouts, octetsPerSecondMin: 1e12 });
    const piece = Buffer.from(`${'x'.repeat(62)}\r\n`.repeat(100));
    const content = async function* () {
      for (;;) {
        yield piece;
        // So that the peer, which lives in this process, has its turn.
        await new Promise(setImmediate);
      }
    };
    const sending = connection.transact({ ...message, content });
    await expect(sending).rejects.toMatchObject({ kind: 'timeout', mayBeTaken: false });
  });

  it.each(allOffers)('%j %j: it has no end when it cannot be read', async (...offers) => {
    await using host = await MailHost.start({ offers: offers.filter(Boolean) });
    const connection = await host.connect();
    const broken = new Error('the file is gone');
    const content = async function* () {
      yield Buffer.from('half\r\n');
      throw broken;
    };
    await expect(connection.transact({ ...message, content })).rejects.toBe(broken);
    expect(host.received).not.toMatch(/LAST|\r\n\.\r\n/);
    expect(connection.usable).toBe(false);
  });

  it.each([['CHUNKING'], ['PIPELINING']])('CR or LF without the other never leaves: %s', async (offer) => {
    await using host = await MailHost.start({ offers: [offer] });
    const connection = await host.connect();
    const bad = [Buffer.from('a\n.\nb\r\n')];
    const inMemory = await connection.transact({ ...message, content: bad });
    expect(outcomes(inMemory)).toMatchObject([{ code: 550, status: '5.6.11' }]);
    expect(inMemory.convertTo).toBe('7BIT');
    expect(connection.usable).toBe(true);
    const content = async function* () {
      yield* bad;
    };
    const read = await connection.transact({ ...message, content });
    expect(outcomes(read)).toMatchObject([{ code: 550, status: '5.6.11' }]);
    expect(read.convertTo).toBe('7BIT');
    expect(host.received).not.toMatch(/\n\.\n|LAST/);
  });

  it('CR or LF without the other goes as BINARYMIME where that is offered (RFC 3030 §3)', async () => {
    await using host = await MailHost.start({ offers: ['CHUNKING', '8BITMIME', 'BINARYMIME'] });
    const bad = [Buffer.from('a\n.\nb\r\n')];
    const content = async function* () {
      yield* bad;
    };
    const first = await host.connect();
    const { convertTo } = await first.transact({ ...message, content });
    expect([convertTo, host.contents]).toEqual(['BINARYMIME', []]);
    const second = await host.connect();
    const envelope = { ...message.envelope, body: 'BINARYMIME' } as const;
    expect(outcomes(await second.transact({ ...message, envelope, content }))).toMatchObject([{ code: 250 }]);
    expect(Buffer.concat(host.contents).toString()).toBe('Subject: x\r\n\r\na\n.\nb\r\n');
    expect(host.commands).toContain('MAIL FROM:<> BODY=BINARYMIME');
  });

  it('8-bit octets are not sent to a peer without 8BITMIME', async () => {
    await using host = await MailHost.start();
    const connection = await host.connect();
    const content = async function* () {
      yield Buffer.from('sch\u00f6n\r\n');
    };
    const answers = await connection.transact({ ...message, content });
    expect(outcomes(answers)).toMatchObject([{ code: 554, status: '5.6.3' }]);
    expect(answers.convertTo).toBe('7BIT');
    expect(host.received).not.toContain('\xc3');
  });
});

it('no content leaves before the peer has answered, where that is asked for: it cannot have taken the message', async () => {
  await using host = await MailHost.start({
    offers: ['PIPELINING', 'CHUNKING'],
    says: (line, socket) => {
      if (line.startsWith('MAIL')) socket.destroy();
      return undefined;
    },
  });
  const [whole, careful] = [await host.connect(), await host.connect()];
  await expect(whole.transact(message)).rejects.toMatchObject({ mayBeTaken: true });
  await expect(careful.transact(message, { envelopeFirst: true })).rejects.toMatchObject({
    mayBeTaken: false,
  });
});
