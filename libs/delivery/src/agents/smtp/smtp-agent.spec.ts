import type { SendConnector } from '@mailyard/directory';
import { Reply } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { describeDeliveryAgent, unlimited, type TestOptions } from '../../testing/index.js';
import { largeContent, message, repliesOf } from '../../testing/messages.js';
import { faults, ScriptedNextHop } from '../spec-support/scripted-next-hop.js';
import { agentTo, connectorWith, nextHop } from './spec-support/agent-to.js';

const notYours = new Reply(421, '4.7.26', 'not yours');

describeDeliveryAgent('SMTP through a Send connector', {
  stages: ['RCPT'],
  faults,
  aboutMessage: [
    'lost before the content',
    'lost within the content',
    'lost after the content',
    'silent after the content',
  ],
  connects: false,
  start: async ({ patienceMs }: TestOptions) => {
    const peer = new ScriptedNextHop('SMTP');
    await peer.comeBack();
    const agent = agentTo([peer], { patienceMs });
    await agent.start();
    const stop = async (): Promise<void> => {
      agent.stop();
      await peer.leave();
    };
    return { agent, nextHop, peer, stop };
  },
});

describe('hosts of a next hop (RFC 5321 §5.1)', () => {
  let first: ScriptedNextHop;
  let second: ScriptedNextHop;
  beforeEach(async () => {
    [first, second] = [new ScriptedNextHop('SMTP'), new ScriptedNextHop('SMTP')];
    await Promise.all([first.comeBack(), second.comeBack()]);
  });
  afterEach(async () => {
    await Promise.all([first.leave(), second.leave()]);
  });

  it.each<[string, (peer: ScriptedNextHop) => void]>([
    ['turns us away with 421', (peer) => peer.fail('turns us away with 421')],
    ['is not SMTP', (peer) => peer.fail('is not SMTP')],
    ['puts MAIL off', (peer) => peer.refuseMessages(new Reply(451, '4.3.0', 'later'))],
    ['says 421 to RCPT', (peer) => peer.refuse('alice@example.com', notYours, 'RCPT')],
    ['is lost before it has the message', (peer) => peer.fail('lost within the content')],
  ])('that %s: the next one gets the message in the same attempt', async (_, hurt) => {
    hurt(first);
    const agent = agentTo([first, second]);
    const outcome = await agent.open(nextHop).deliver(message(['alice@example.com'], largeContent()));
    expect(repliesOf(outcome).map(({ code }) => code)).toEqual([250]);
    expect([first.taken.length, second.taken.length]).toEqual([0, 1]);
    await eventually(() => first.connections === 0);
    agent.stop();
  });

  it('that ends the connection for a message: others need not wait for that one', async () => {
    first.refuse('alice@example.com', notYours, 'RCPT');
    const agent = agentTo([first]);
    const said = agent.open(nextHop).deliver(message(['alice@example.com']));
    expect(await said).toMatchObject({ scope: 'message', reply: notYours, aboutMessage: true });
    agent.stop();
  });

  it('that has got the last octet and says nothing: nobody else gets it, and it may be there', async () => {
    first.fail('lost after the content');
    const agent = agentTo([first, second]);
    const outcome = await agent.open(nextHop).deliver(message(['alice@example.com']));
    expect(outcome).toMatchObject({
      scope: 'message',
      reply: { code: 451, status: '4.4.2' },
      mayBeTaken: true,
    });
    expect(second.taken).toEqual([]);
    agent.stop();
  });

  it('that refuses the message for good: its word counts', async () => {
    first.refuseMessages(new Reply(550, '5.7.1', 'not you'));
    const agent = agentTo([first, second]);
    const outcome = await agent.open(nextHop).deliver(message(['alice@example.com']));
    expect(outcome).toMatchObject({ scope: 'message', reply: { code: 550 }, remote: { ip: '127.0.0.1' } });
    agent.stop();
  });
});

describe('connections', () => {
  let peer: ScriptedNextHop;
  beforeEach(async () => {
    peer = new ScriptedNextHop('SMTP');
    await peer.comeBack();
  });
  afterEach(() => peer.leave());

  it('carry SmtpMaxMessagesPerConnection messages', async () => {
    const connector = connectorWith({ SmtpMaxMessagesPerConnection: 3 });
    const agent = agentTo([peer], { connector: () => connector });
    const session = agent.open(nextHop);
    for (let count = 0; count < 7; count += 1) await session.deliver(message(['alice@example.com']));
    expect(peer.accepted).toBe(3);
    agent.stop();
  });

  it('stay for the next session of the next hop, one of them, until ConnectionInactivityTimeOut', async () => {
    const connector = connectorWith({ ConnectionInactivityTimeOut: '00:00:01' });
    const agent = agentTo([peer], { connector: () => connector });
    const sessions = [agent.open(nextHop), agent.open(nextHop)];
    await Promise.all(sessions.map((session) => session.deliver(message(['alice@example.com']))));
    for (const session of sessions) session.close();
    await eventually(() => peer.connections === 1);
    const later = agent.open(nextHop);
    await later.deliver(message(['alice@example.com']));
    expect(peer.accepted).toBe(2);
    later.close();
    await eventually(() => peer.connections === 0, { deadlineMs: 5_000 });
    agent.stop();
  });

  it('are not used any more once the connector was changed; messages of a connector that is gone wait', async () => {
    let connector: SendConnector | undefined = connectorWith();
    const agent = agentTo([peer], { connector: () => connector });
    const session = agent.open(nextHop);
    await session.deliver(message(['alice@example.com']));
    connector = connectorWith({ Comment: 'changed' });
    await session.deliver(message(['alice@example.com']));
    expect(peer.accepted).toBe(2);
    connector = undefined;
    expect(await session.deliver(message(['alice@example.com']))).toMatchObject({ scope: 'own-limit' });
    agent.stop();
  });

  it('one lane while a next hop has not answered, then twice as many as stand', async () => {
    const agent = agentTo([peer]);
    expect(agent.sessionsTo(nextHop)).toBe(1);
    await agent.open(nextHop).deliver(message(['alice@example.com']));
    expect(agent.sessionsTo(nextHop)).toBe(2);
    peer.dropConnections();
    await eventually(() => agent.sessionsTo(nextHop) === 1);
    agent.stop();
  });
});

describe('content that a host without 8BITMIME cannot have as it is (RFC 6152 §3)', () => {
  const header = (type: string): Buffer =>
    Buffer.from(`Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n`);
  const text = Buffer.from('viele Gr\u00fc\u00dfe aus Aachen\r\n');
  const inPieces = async function* (): AsyncIterable<Buffer> {
    yield* await Promise.resolve([text.subarray(0, 9), text.subarray(9)]);
  };

  let peer: ScriptedNextHop;
  beforeEach(async () => {
    peer = new ScriptedNextHop('SMTP');
    await peer.comeBack();
  });
  afterEach(() => peer.leave());

  it.each([
    ['in memory', [text]],
    ['read from a file', inPieces],
  ])('%s: goes converted', async (_, content) => {
    const agent = agentTo([peer]);
    const sent = { ...message(['alice@example.com'], content), header: header('text/plain; charset=utf-8') };
    expect(repliesOf(await agent.open(nextHop).deliver(sent))).toMatchObject([{ code: 250 }]);
    const octets = peer.taken[0]?.octets.toString('latin1');
    expect(octets).toContain('Content-Transfer-Encoding: quoted-printable\r\n');
    expect(octets?.split('\r\n\r\n')[1]).toBe('viele Gr=C3=BC=C3=9Fe aus Aachen\r\n');
    agent.stop();
  });

  it.each([
    ['in memory', [text]],
    ['read from a file', inPieces],
  ])('%s: fails for good where a signature would be lost', async (_, content) => {
    const agent = agentTo([peer]);
    const sent = {
      ...message(['alice@example.com'], content),
      header: header('multipart/signed; boundary=b'),
    };
    const outcome = await agent.open(nextHop).deliver(sent);
    expect(outcome).toMatchObject({ scope: 'message', reply: { code: 554, status: '5.6.3' } });
    // The host has not said so.
    expect(outcome).not.toHaveProperty('remote');
    expect(peer.taken).toEqual([]);
    agent.stop();
  });
});

it('a message that may leave within TLS alone waits for it, and nobody is slowed down for what we refuse ourselves', async () => {
  const peer = new ScriptedNextHop('SMTP');
  await peer.comeBack();
  const heard: Reply[] = [];
  const limits = { ...unlimited, heard: (_: unknown, reply: Reply) => void heard.push(reply) };
  const session = agentTo([peer], { limits }).open(nextHop);
  const secret = { ...message(['alice@example.com']), withinTls: true } as const;
  expect(await session.deliver(secret)).toMatchObject({
    scope: 'message',
    reply: { code: 451, status: '4.7.5' },
    aboutMessage: true,
  });
  expect(heard).toEqual([]);
  expect(await session.deliver(message(['alice@example.com']))).toMatchObject({ scope: 'recipients' });
  expect(peer.taken).toHaveLength(1);
  session.close();
  await peer.leave();
});
