import type { Socket } from 'node:net';

import { eventually } from '@mailyard/testing';

import { outcomes } from '../client/transaction/envelope-exchange.js';
import { ScriptedPeer } from '../client/spec-support/scripted-peer.js';
import type { Envelope } from '../commands/envelope.js';
import { replies } from '../reply/replies.js';
import { ReplyError } from '../reply/reply.js';
import { context } from '../server/spec-support/test-certificate.js';
import { TestServer } from '../server/spec-support/test-server.js';
import { HopConnection, type HopOptions } from './hop-connection.js';

const content = [Buffer.from('x\r\n')];

function envelope(...localParts: string[]): Envelope {
  return {
    reversePath: null,
    recipients: localParts.map((localPart) => ({ path: { localPart, domain: 'contoso.com' } })),
    body: '7BIT',
    smtpUtf8: false,
  };
}

function hop(peer: ScriptedPeer, changes: Partial<HopOptions> = {}): Promise<HopConnection> {
  return HopConnection.connect({
    ...peer.options,
    replyTimeoutMs: 5_000,
    limits: { transactions: 8, octets: 1_000 },
    ...changes,
  });
}

/** How often the peer was told the end of a message. */
const ends = ({ received }: ScriptedPeer): number => received.split(' LAST\r\n').length - 1;
const codes = (list: readonly { readonly code: number }[]): number[] => list.map(({ code }) => code);
/** What one whole transaction is answered. */
const taken = (text: string): string => `250 ok\r\n250 ok\r\n250 ${text}\r\n`;

/** Answers when the test says so. */
async function silentPeer() {
  const peer = await ScriptedPeer.start(() => undefined);
  const say = (answers: string): void => void peer.sockets[0]?.write(answers);
  return Object.assign(peer, { say });
}

it('transactions go out before those ahead of them are answered, and each hears its own replies', async () => {
  await using peer = await silentPeer();
  const connection = await hop(peer);
  const results = [1, 2, 3].map(() => connection.transact(envelope('alice'), content));
  await eventually(() => expect(ends(peer)).toBe(3));
  peer.say(taken('first') + '250 ok\r\n550 no\r\n503 nobody\r\n' + taken('third'));
  const [first, second, third] = await Promise.all(results);
  expect([first, second, third].map((result) => result && codes(outcomes(result)))).toEqual([
    [250],
    [550],
    [250],
  ]);
  expect([first, third].map((result) => result?.replies[0]?.text)).toEqual(['first', 'third']);
  expect(second?.replies).toEqual([]);
  connection.close();
});

it('over LMTP each has as many final replies as recipients were accepted (RFC 2033 §4.2)', async () => {
  await using peer = await silentPeer();
  const connection = await hop(peer, { protocol: 'LMTP' });
  const both = Promise.all([
    connection.transact(envelope('alice', 'unknown', 'bob'), content),
    connection.transact(envelope('carol'), content),
  ]);
  await eventually(() => expect(ends(peer)).toBe(2));
  peer.say('250 ok\r\n250 ok\r\n550 no\r\n250 ok\r\n250 for alice\r\n452 full\r\n' + taken('for carol'));
  expect((await both).map((result) => codes(outcomes(result)))).toEqual([[250, 550, 452], [250]]);
  connection.close();
});

it.each([
  ['transactions', { transactions: 2, octets: 1_000 }],
  ['octets', { transactions: 8, octets: 6 }],
  ['octets, of which some are left,', { transactions: 8, octets: 7 }],
])('no more %s are under way than allowed: the next waits for one to be over', async (_, limits) => {
  await using peer = await silentPeer();
  const connection = await hop(peer, { limits });
  const results = [1, 2, 3].map(() => connection.transact(envelope('alice'), content));
  await eventually(() => expect(ends(peer)).toBe(2));
  expect([connection.load, connection.hasRoom]).toEqual([3, false]);
  peer.say(taken('first'));
  await results[0];
  await eventually(() => expect(ends(peer)).toBe(3));
  peer.say(taken('second') + taken('third'));
  await Promise.all(results);
  expect([connection.load, connection.hasRoom]).toEqual([0, true]);
  connection.close();
});

it('a peer that is no service of ours gets one transaction at a time', async () => {
  await using peer = await ScriptedPeer.start((line, socket) => {
    if (line.startsWith('BDAT')) setTimeout(() => socket.write(taken('x')), 20);
  });
  const { limits: _, ...usual } = { ...peer.options, replyTimeoutMs: 5_000, limits: undefined };
  const connection = await HopConnection.connect(usual);
  const results = [1, 2].map(() => connection.transact(envelope('alice'), content));
  await results[0];
  expect(ends(peer)).toBe(1);
  await results[1];
  connection.close();
});

it('a lost connection tells each whether its message may be taken', async () => {
  await using peer = await silentPeer();
  const connection = await hop(peer, { limits: { transactions: 3, octets: 1_000 } });
  const results = [1, 2, 3, 4].map(() => connection.transact(envelope('alice'), content));
  const settled = Promise.allSettled(results);
  await eventually(() => expect(ends(peer)).toBe(3));
  // Taken; refused, as far as can be told; sent; still with us.
  peer.say(`${taken('first')}451 no\r\n`);
  await results[0];
  await eventually(() => expect(ends(peer)).toBe(4));
  peer.say('503 no\r\n');
  const last = connection.transact(envelope('alice'), content).catch((error: unknown) => error);
  (peer.sockets[0] as Socket).end();
  const [first, ...lost] = await settled;
  expect(first?.status).toBe('fulfilled');
  const reasons = [...lost.map((one) => (one as PromiseRejectedResult).reason as unknown), await last];
  expect(reasons).toMatchObject([
    { kind: 'closed', mayBeTaken: false },
    { kind: 'closed', mayBeTaken: true },
    { kind: 'closed', mayBeTaken: true },
    { kind: 'closed', mayBeTaken: false },
  ]);
});

it('a peer that hangs is given up although more is sent to it', async () => {
  await using peer = await silentPeer();
  const connection = await hop(peer, {
    replyTimeoutMs: 400,
    limits: { transactions: 1_000, octets: 10_000 },
  });
  let over = false;
  const first = connection.transact(envelope('alice'), content).catch((error: unknown) => error);
  void first.then(() => (over = true));
  // More often than the time-out, and more than could be sent within it.
  await eventually(
    () => {
      connection.transact(envelope('bob'), content).catch(() => undefined);
      return over;
    },
    { deadlineMs: 3_000 },
  );
  expect(await first).toMatchObject({ kind: 'timeout', mayBeTaken: true });
});

it('421 answers all that are under way, and those that wait (RFC 5321 §3.8)', async () => {
  await using peer = await silentPeer();
  const connection = await hop(peer, { limits: { transactions: 2, octets: 1_000 } });
  const results = [1, 2, 3].map(() => connection.transact(envelope('alice'), content));
  await eventually(() => expect(ends(peer)).toBe(2));
  peer.say(`${taken('first')}421 4.3.2 stopping\r\n`);
  const heard = await Promise.all(results);
  expect(heard.map((result) => codes(outcomes(result)))).toEqual([[250], [421], [421]]);
});

it('421 in the place of a final reply tells nothing about those behind, which may be carried out', async () => {
  await using peer = await silentPeer();
  const connection = await hop(peer, { limits: { transactions: 2, octets: 1_000 } });
  const results = [1, 2, 3].map(() => connection.transact(envelope('alice'), content));
  const settled = Promise.allSettled(results);
  await eventually(() => expect(ends(peer)).toBe(2));
  peer.say('250 ok\r\n250 ok\r\n421 4.3.2 stopping\r\n');
  const [first, second, third] = await settled;
  expect(first).toMatchObject({ value: { replies: [{ code: 421 }] } });
  expect(second).toMatchObject({ reason: { kind: 'closed', mayBeTaken: true, reply: { code: 421 } } });
  // It was not sent.
  expect(third).toMatchObject({ value: { mail: { code: 421 } } });
});

describe('a service of ours', () => {
  const offer = { anonymousTls: { context, requestCertificate: true } };

  async function ours(server: TestServer, protocol: 'SMTP' | 'LMTP'): Promise<HopConnection> {
    return HopConnection.connect({
      host: server.endpoint.address,
      port: server.endpoint.port,
      protocol,
      helo: 'hub',
      tls: { context, command: 'X-ANONYMOUSTLS' },
      connectTimeoutMs: 5_000,
      replyTimeoutMs: 5_000,
    });
  }

  it.each(['SMTP', 'LMTP'] as const)(
    'takes what is asked at once over %s, refusals among it',
    async (protocol) => {
      const rcpt = ({ path }: { readonly path: { readonly localPart: string } }): void => {
        if (path.localPart.startsWith('no')) throw new ReplyError(replies.unknownRecipient);
      };
      await using server = await TestServer.start({ offer, protocol, decide: { rcpt } });
      const connection = await ours(server, protocol);
      const asked = Array.from({ length: 100 }, (_, at) => (at % 7 === 3 ? `no${at}` : `user${at}`));
      const results = await Promise.all(
        asked.map((name) => connection.transact(envelope(name), [Buffer.from(name)])),
      );
      const refused = (name: string): boolean => name.startsWith('no');
      expect(results.map((result) => codes(outcomes(result)))).toEqual(
        asked.map((name) => [refused(name) ? 550 : 250]),
      );
      expect(server.handler.accepted).toEqual(asked.filter((name) => !refused(name)));
      connection.close();
    },
  );
});
