import { connect } from 'node:net';

import { eventually } from '@mailyard/testing';

import type { ClientTls } from '../client/client-tls.js';
import { outcomes } from '../client/transaction/envelope-exchange.js';
import type { Envelope } from '../commands/envelope.js';
import { context } from '../server/spec-support/test-certificate.js';
import { TestServer } from '../server/spec-support/test-server.js';
import { OutboundConnection } from './outbound-connection.js';
import type { OutboundMessage } from './outgoing.js';
import { MailHost } from './spec-support/mail-host.js';

const header = Buffer.from('Subject: x\r\n\r\n');

function message(
  changes: Partial<OutboundMessage & { envelope: Envelope }> = {},
  ...to: string[]
): OutboundMessage {
  const recipients = (to.length === 0 ? ['bob'] : to).map((localPart) => ({
    path: { localPart, domain: 'contoso.com' },
  }));
  return {
    header,
    content: [Buffer.from('hello\r\n.dot\r\n')],
    ...changes,
    envelope: { reversePath: null, recipients, body: '7BIT', smtpUtf8: false, ...changes.envelope },
  };
}

const codes = (list: readonly { readonly code: number }[]): number[] => list.map(({ code }) => code);
const envelopeLines = ['MAIL FROM:<>', 'RCPT TO:<bob@contoso.com>'];

describe('a transaction with what the peer offers', () => {
  it('nothing: command by command, then DATA (RFC 5321 §3.3)', async () => {
    await using host = await MailHost.start();
    const connection = await host.connect();
    const answers = await connection.transact(message({}, 'bob', 'carol'));
    expect(codes(outcomes(answers))).toEqual([250, 250]);
    expect(host.segments.slice(1)).toEqual([
      'MAIL FROM:<>\r\n',
      'RCPT TO:<bob@contoso.com>\r\n',
      'RCPT TO:<carol@contoso.com>\r\n',
      'DATA\r\n',
      'Subject: x\r\n\r\nhello\r\n..dot\r\n.\r\n',
    ]);
    connection.close();
  });

  it('PIPELINING: envelope and DATA in one piece (RFC 2920 §3.1)', async () => {
    await using host = await MailHost.start({ offers: ['PIPELINING', 'SIZE 1000'] });
    const connection = await host.connect();
    await connection.transact(message());
    expect(host.segments.slice(1)).toEqual([
      'MAIL FROM:<> SIZE=27\r\nRCPT TO:<bob@contoso.com>\r\nDATA\r\n',
      'Subject: x\r\n\r\nhello\r\n..dot\r\n.\r\n',
    ]);
    connection.close();
  });

  it('PIPELINING: the next envelope leaves with the content before it, its content only after the reply', async () => {
    await using host: MailHost = await MailHost.start({
      offers: ['PIPELINING'],
      says: (line) => {
        if (line === '.') host.hold();
        return line === '.' ? '250 taken\r\n' : undefined;
      },
    });
    const connection = await host.connect();
    expect(connection.concurrency).toBe(2);
    const both = [connection.transact(message()), connection.transact(message({}, 'carol'))];
    await eventually(() => expect(host.segments).toHaveLength(3));
    expect(host.segments[2]).toBe(
      'Subject: x\r\n\r\nhello\r\n..dot\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<carol@contoso.com>\r\nDATA\r\n',
    );
    host.release();
    await both[0];
    await eventually(() => expect(host.contents).toHaveLength(2));
    host.release();
    expect((await both[1])?.replies[0]?.text).toBe('taken');
    connection.close();
  });

  it('PIPELINING and CHUNKING: all in one piece (RFC 3030 §4.2)', async () => {
    await using host = await MailHost.start({ offers: ['PIPELINING', 'CHUNKING'] });
    const connection = await host.connect();
    await connection.transact(message());
    expect(host.segments.slice(1)).toEqual([
      'MAIL FROM:<>\r\nRCPT TO:<bob@contoso.com>\r\nBDAT 27 LAST\r\nSubject: x\r\n\r\nhello\r\n.dot\r\n',
    ]);
    connection.close();
  });

  it('CHUNKING without PIPELINING: one command at a time', async () => {
    await using host = await MailHost.start({ offers: ['CHUNKING'] });
    const connection = await host.connect();
    await connection.transact(message());
    expect(host.segments.slice(1, 3)).toEqual(envelopeLines.map((line) => `${line}\r\n`));
    expect(host.contents.map(String)).toEqual(['Subject: x\r\n\r\nhello\r\n.dot\r\n']);
    connection.close();
  });

  it.each([['CHUNKING', 'PIPELINING'], ['PIPELINING'], []])(
    'content that is read piece by piece arrives whole: %j %j',
    async (...offers) => {
      await using host = await MailHost.start({ offers: offers.filter(Boolean) });
      const connection = await host.connect();
      const piece = Buffer.from(`${'x'.repeat(76)}\r\n`.repeat(1_000));
      const content = async function* () {
        for (let index = 0; index < 20; index += 1) yield piece;
      };
      const answers = await connection.transact(message({ content, contentBytes: 20 * piece.length }));
      expect(codes(outcomes(answers))).toEqual([250]);
      const sent = Buffer.concat([header, ...Array<Buffer>(20).fill(piece)]);
      expect(Buffer.concat(host.contents).equals(sent)).toBe(true);
      connection.close();
    },
  );

  it('says whether the peer carries DSN parameters (RFC 3461 §5.2.2)', async () => {
    await using plain = await MailHost.start();
    await using able = await MailHost.start({ offers: ['DSN'] });
    for (const host of [plain, able]) {
      const connection = await host.connect();
      expect((await connection.transact(message())).carriesDsn).toBe(host === able);
      connection.close();
    }
  });
});

describe('refusals', () => {
  const refusing = (verb: string, reply: string) => (line: string) =>
    line.startsWith(verb) ? `${reply}\r\n` : undefined;

  it.each([[['PIPELINING', 'CHUNKING']], [['PIPELINING']], [['CHUNKING']], [[]]])(
    'of some recipients leave the others their message: %j',
    async (offers) => {
      await using host = await MailHost.start({ offers, says: refusing('RCPT TO:<b', '550 5.1.1 no') });
      const connection = await host.connect();
      const answers = await connection.transact(message({}, 'alice', 'bob', 'carol'));
      expect(codes(outcomes(answers))).toEqual([250, 550, 250]);
      expect(host.contents).toHaveLength(1);
      connection.close();
    },
  );

  it.each([
    [['PIPELINING', 'CHUNKING'], '503 nobody'],
    [['PIPELINING'], '503 nobody'],
    // RFC 2920 §3.1: then an empty message has to be sent.
    [['PIPELINING'], '354 go ahead'],
    [['CHUNKING'], ''],
    [[], ''],
  ])('of all recipients end the transaction, and the next one begins anew: %j %j', async (offers, onData) => {
    let refuse = true;
    await using host = await MailHost.start({
      offers,
      says: (line) => {
        if (!refuse) return undefined;
        if (line.startsWith('RCPT')) return '550 5.1.1 no\r\n';
        return line === 'DATA' || line.startsWith('BDAT') ? `${onData}\r\n` : undefined;
      },
    });
    const connection = await host.connect();
    const answers = await connection.transact(message({}, 'alice', 'bob'));
    expect([codes(outcomes(answers)), answers.replies]).toEqual([[550, 550], []]);
    refuse = false;
    expect(codes(outcomes(await connection.transact(message())))).toEqual([250]);
    expect(host.commands.includes('RSET')).toBe(!onData.startsWith('354'));
    expect(host.contents.at(-1)?.includes('hello')).toBe(true);
    connection.close();
  });

  it.each([[['PIPELINING']], [[]]])('of MAIL are the answer for everybody: %j', async (offers) => {
    await using host = await MailHost.start({
      offers,
      says: (line) => (/^(MAIL|RCPT|DATA)/.test(line) ? '451 4.7.1 greylisted\r\n' : undefined),
    });
    const connection = await host.connect();
    expect(codes(outcomes(await connection.transact(message({}, 'a', 'b'))))).toEqual([451, 451]);
    connection.close();
  });

  it.each(['DATA', '.'])('%s refused is the answer for whoever was accepted', async (verb) => {
    await using host = await MailHost.start({
      offers: ['PIPELINING'],
      says: refusing(verb, '554 5.7.1 spam'),
    });
    const connection = await host.connect();
    expect(codes(outcomes(await connection.transact(message())))).toEqual([554]);
    expect(connection.usable).toBe(true);
    connection.close();
  });

  it('552 to one recipient of many is no refusal for good (RFC 5321 §4.5.3.1.10)', async () => {
    await using host = await MailHost.start({ says: refusing('RCPT TO:<b', '552 too many recipients') });
    const connection = await host.connect();
    const answers = await connection.transact(message({}, 'alice', 'bob'));
    expect(codes(outcomes(answers))).toEqual([250, 452]);
    connection.close();
  });
});

describe('against our own server', () => {
  const reach = (server: TestServer, trust: ClientTls['trust'], verifiesHost?: boolean) =>
    OutboundConnection.connect({
      dial: () => Promise.resolve(connect(server.endpoint.port, '127.0.0.1')),
      remote: server.endpoint,
      helo: 'mail.example',
      tls: { command: 'STARTTLS', context, policy: 'opportunistic', trust },
      verifiesHost,
    });

  it('a message arrives octet for octet', async () => {
    await using server = await TestServer.start();
    const connection = await reach(server, 'anybody');
    const answers = await connection.transact(message());
    expect(codes(outcomes(answers))).toEqual([250]);
    expect(server.handler.accepted).toEqual(['Subject: x\r\n\r\nhello\r\n.dot\r\n']);
    connection.close();
  });

  it('REQUIRETLS is said where it is the host that was meant, and nothing is sent elsewhere (RFC 8689 §4.2.1)', async () => {
    const secret = message({ envelope: { ...message().envelope, requireTls: true } });
    const startTls = { context, requestCertificate: false };
    await using checked = await TestServer.start({ offer: { startTls } });
    await using unchecked = await TestServer.start({ offer: { startTls } });
    const to = await reach(checked, { host: 'mx.example' }, true);
    const notTo = await reach(unchecked, 'anybody', true);
    // MX that nobody has signed may name anybody's host.
    const anothers = await reach(unchecked, { host: 'mx.example' });
    expect(codes(outcomes(await to.transact(secret)))).toEqual([250]);
    expect(checked.handler.envelopes).toMatchObject([{ requireTls: true }]);
    for (const connection of [notTo, anothers]) {
      expect(outcomes(await connection.transact(secret))).toMatchObject([{ code: 550, status: '5.7.30' }]);
    }
    expect(unchecked.handler.envelopes).toEqual([]);
    for (const connection of [to, notTo, anothers]) connection.close();
  });

  it('what may leave within TLS alone waits for a host that has it', async () => {
    await using within = await TestServer.start({
      offer: { startTls: { context, requestCertificate: false } },
    });
    await using clear = await MailHost.start();
    const [encrypted, open] = [await reach(within, 'anybody'), await clear.connect()];
    expect(codes(outcomes(await encrypted.transact(message({ withinTls: true }))))).toEqual([250]);
    const [refused] = outcomes(await open.transact(message({ withinTls: true })));
    expect(refused).toMatchObject({ code: 451, status: '4.7.5' });
    expect(codes(outcomes(await open.transact(message())))).toEqual([250]);
    for (const connection of [encrypted, open]) connection.close();
  });

  it('the log names the address that was reached, once it was', async () => {
    await using server = await TestServer.start();
    const { port } = server.endpoint;
    const remote = { address: '::1', port };
    const told: (readonly [string, string])[] = [];
    const connection = await OutboundConnection.connect({
      dial: () => {
        remote.address = '127.0.0.1';
        return Promise.resolve(connect(port, '127.0.0.1'));
      },
      remote,
      helo: 'mail.example',
      log: ({ event }, session) => told.push([event, session.remote.address]),
    });
    expect(told.slice(0, 3)).toEqual([
      ['*', '::1'],
      ['+', '127.0.0.1'],
      ['<', '127.0.0.1'],
    ]);
    connection.close();
  });
});
