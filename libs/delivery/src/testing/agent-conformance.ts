import { Reply } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import type { DeliveryOutcome, OutgoingMessage } from '../delivery-agent.js';
import { contentThatBreaks, largeContent, message, ReadContent, repliesOf, small } from './messages.js';
import type { AgentUnderTest } from './tested-agent.js';
import { Trial } from './trial.js';

const [alice, bob, carol] = ['alice@contoso.com', 'bob@contoso.com', 'carol@contoso.com'];
const permanent = new Reply(550, '5.2.1', 'mailbox disabled');
const temporary = new Reply(452, '4.2.2', 'mailbox full');

/** What the hub relies on. Every delivery agent passes it, over the real thing that it speaks. */
export function describeDeliveryAgent(name: string, under: AgentUnderTest): void {
  describe(`${name} as a delivery agent`, () => {
    const trial = new Trial(under);
    afterEach(() => trial.stop());
    describe('what the next hop answers', () => answers(trial, under.stages));
    describe('a next hop', () => ways(trial, under.faults));
    describe('content', () => contents(trial, under.spools));
    describe('an end amid a delivery', () => ends(trial));
    describe('sessions', () => sessions(trial));
    describe('several messages of one session', () => several(trial, under.faults));
    if (under.connects) describe('connections', () => connections(trial));
  });
}

function answers(trial: Trial, stages: readonly string[]): void {
  beforeEach(() => trial.start());

  it('is positive once it has the whole message, octet by octet, for all its recipients', async () => {
    const outgoing = message([alice, bob], [small]);
    expect(repliesOf(await trial.deliver(outgoing)).every(({ positive }) => positive)).toBe(true);
    const octets = Buffer.concat([outgoing.header, small]);
    expect(trial.peer.taken).toEqual([{ recipients: [alice, bob], octets }]);
  });

  it.each(stages)('%s is told for each recipient, in their order', async (stage) => {
    trial.peer.refuse(alice, temporary, stage);
    trial.peer.refuse(carol, permanent, stage);
    const [first, second, third] = repliesOf(await trial.deliver(message([alice, bob, carol])));
    expect(second?.positive).toBe(true);
    expect([first, third].map(String)).toEqual([temporary, permanent].map(String));
    expect(trial.served).toEqual([[bob]]);
  });

  it.each(stages)('%s is told when it takes nobody, and the next message is another', async (stage) => {
    trial.peer.refuse(alice, permanent, stage);
    expect(repliesOf(await trial.deliver()).map(String)).toEqual([permanent.toString()]);
    expect(repliesOf(await trial.deliver(message([bob]))).map(({ positive }) => positive)).toEqual([true]);
    expect(trial.served).toEqual([[bob]]);
  });

  it.each([temporary, permanent])('%s to the message is about the message', async (reply) => {
    trial.peer.refuseMessages(reply);
    const outcome = await trial.deliver(message([alice, bob]));
    expect(outcome).toMatchObject({ scope: 'message', reply: { code: reply.code, text: reply.text } });
    trial.peer.recover();
    expect((await trial.deliver()).scope).toBe('recipients');
    expect(trial.served).toEqual([[alice]]);
  });
}

function ways(trial: Trial, faults: readonly string[]): void {
  beforeEach(() => trial.start({ patienceMs: 1_000 }));

  it('that is away is found when it is back', async () => {
    await trial.peer.leave();
    const outcome = await trial.deliver();
    expect(outcome).toMatchObject({ scope: 'next-hop', said: expect.stringMatching(/./) as string });
    await trial.peer.comeBack();
    expect((await trial.deliver()).scope).toBe('recipients');
    expect(trial.served).toEqual([[alice]]);
  });

  describe.each(faults)('%s: nothing is known, so it is tried again', (fault) => {
    it.each<[string, () => OutgoingMessage]>([
      ['a small message', () => message([alice, bob], [small])],
      ['a large one', () => message([alice, bob], largeContent())],
    ])('%s', async (_, outgoing) => {
      trial.peer.fail(fault);
      expect((await trial.deliver(outgoing())).scope).toBe(trial.scopeAfter(fault));
      trial.peer.recover();
      expect(repliesOf(await trial.deliver(outgoing())).every(({ positive }) => positive)).toBe(true);
    });
  });
}

function contents(trial: Trial, spools = false): void {
  beforeEach(() => trial.start());

  it('is read as fast as the next hop, or a disk, takes it', async () => {
    trial.peer.pause();
    const read = new ReadContent();
    const delivered = trial.deliver(message([bob], () => read.chunks()));
    await eventually(() => read.stands());
    if (!spools) expect(read.bytes).toBeLessThan(read.size / 2);
    trial.peer.resume();
    expect((await delivered).scope).toBe('recipients');
    expect(trial.peer.taken.at(-1)?.octets.length).toBe(message([bob]).header.length + read.size);
  });

  it.each(['amid', 'at the end'] as const)('that cannot be read %s is not taken', async (where) => {
    const broken = message([alice], contentThatBreaks(where));
    await expect(trial.deliver(broken)).rejects.toThrow(`unreadable ${where}`);
    expect((await trial.deliver(message([bob]))).scope).toBe('recipients');
    expect(trial.served).toEqual([[bob]]);
  });
}

function ends(trial: Trial): void {
  beforeEach(() => trial.start());

  it.each<[string, () => void]>([
    ['a session that is closed', () => trial.session.close()],
    ['an agent that stops', () => trial.tested.agent.stop()],
  ])('%s is own-limit, and the next hop has not taken the message', async (_, end) => {
    trial.peer.pause();
    const read = new ReadContent();
    const delivered = trial.deliver(message([alice], () => read.chunks()));
    await eventually(() => read.stands());
    end();
    trial.peer.resume();
    expect((await delivered).scope).toBe('own-limit');
    await eventually(() => trial.peer.connections === 0);
    expect(trial.served).toEqual([]);
  });
}

/** `concurrency` says how many; with 1 these say what they say of any message. */
function several(trial: Trial, faults: readonly string[]): void {
  beforeEach(() => trial.start({ patienceMs: 3_000 }));

  const names = (): readonly string[] =>
    Array.from({ length: trial.tested.agent.concurrency }, (_, index) => `user${index}@contoso.com`);
  const deliverAll = (content?: OutgoingMessage['content']): Promise<readonly DeliveryOutcome[]> =>
    Promise.all(names().map((name) => trial.deliver(message([name], content))));

  it('are under way at a time, each with an outcome of its own', async () => {
    const refused = 'user1@contoso.com';
    trial.peer.refuse(refused, permanent, trial.stages[0] ?? '');
    const outcomes = await deliverAll();
    const taken = names().filter((name) => name !== refused);
    expect(outcomes.map((outcome) => repliesOf(outcome).map(({ code }) => code))).toEqual(
      names().map((name) => [name === refused ? permanent.code : 250]),
    );
    expect(trial.served.flat().toSorted()).toEqual([...taken].sort());
  });

  it('may be small and large', async () => {
    const contents = names().map((_, index) => (index % 4 === 0 ? largeContent(index) : [small]));
    const outcomes = await Promise.all(
      names().map((name, index) => trial.deliver(message([name], contents[index]))),
    );
    expect(new Set(outcomes.map(({ scope }) => scope))).toEqual(new Set(['recipients']));
    const found = new Map(trial.peer.taken.map(({ recipients: [name], octets }) => [name, octets]));
    for (const [index, name] of names().entries()) {
      const last = index % 4 === 0 ? index : small.at(-1);
      expect([name, found.get(name)?.at(-1)]).toEqual([name, last]);
    }
  });

  it.each(faults)('%s: nothing is known of any, so all are tried again', async (fault) => {
    trial.peer.fail(fault);
    const scopes = (await deliverAll()).map(({ scope }) => scope);
    expect(new Set(scopes)).toEqual(new Set([trial.scopeAfter(fault)]));
    trial.peer.recover();
    const outcomes = await deliverAll();
    expect(outcomes.flatMap(repliesOf).every(({ positive }) => positive)).toBe(true);
  });

  it('are own-limit when the session is closed', async () => {
    trial.peer.pause();
    const delivered = deliverAll();
    await eventually(() => trial.peer.reached);
    trial.session.close();
    trial.peer.resume();
    expect(new Set((await delivered).map(({ scope }) => scope))).toEqual(new Set(['own-limit']));
    await eventually(() => trial.peer.connections === 0);
  });
}

/** Of agents that hold connections to their next hops, and allow themselves so many. */
function connections(trial: Trial): void {
  beforeEach(() => trial.start({ maxConnections: 1 }));

  it('that died between two messages are replaced', async () => {
    await trial.deliver();
    trial.peer.dropConnections();
    expect((await trial.deliver(message([bob], largeContent()))).scope).toBe('recipients');
    expect(trial.served).toEqual([[alice], [bob]]);
  });

  it('that are all in use are not the next hop’s failure, and one is free when its session ends', async () => {
    await trial.deliver();
    const other = trial.open();
    expect((await other.deliver(message([bob]))).scope).toBe('own-limit');
    expect(trial.peer.connections).toBe(1);
    trial.session.close();
    expect((await other.deliver(message([bob]))).scope).toBe('recipients');
    expect(trial.served).toEqual([[alice], [bob]]);
  });

  it('that are being opened, and no longer, are told of', async () => {
    const delivered = trial.deliver();
    await eventually(() => trial.session.connecting, { deadlineMs: 2_000 });
    expect((await delivered).scope).toBe('recipients');
    expect(trial.session.connecting).toBe(false);
    await trial.peer.leave();
    trial.peer.dropConnections();
    expect((await trial.deliver()).scope).toBe('next-hop');
    expect(trial.session.connecting).toBe(false);
  });

  it('carry all small messages of a session together', async () => {
    const { concurrency } = trial.tested.agent;
    const outcomes = await Promise.all(Array.from({ length: concurrency }, () => trial.deliver()));
    expect(outcomes.map(({ scope }) => scope)).toEqual(outcomes.map(() => 'recipients'));
    expect(trial.served).toHaveLength(concurrency);
    expect(trial.peer.connections).toBe(1);
  });
}

function sessions(trial: Trial): void {
  beforeEach(() => trial.start());

  it('that are closed before the next hop has answered leave nothing half said to others', async () => {
    await trial.deliver();
    const delivered = trial.deliver(message([bob], largeContent()));
    trial.session.close();
    expect((await delivered).scope).toBe('own-limit');
    await eventually(() => trial.peer.connections === 0);
    expect((await trial.open().deliver(message([carol]))).scope).toBe('recipients');
    expect(trial.served).toEqual([[alice], [carol]]);
  });

  it('do not mix their messages', async () => {
    const each = Array.from({ length: 5 }, (_, index) =>
      trial.open().deliver(message([`user${index}@contoso.com`], largeContent(index))),
    );
    for (const outcome of await Promise.all(each)) expect(outcome.scope).toBe('recipients');
    const found = trial.peer.taken.map(({ recipients, octets }) => `${recipients.join()} ${octets.at(-1)}`);
    expect(found.sort()).toEqual(each.map((_, index) => `user${index}@contoso.com ${index}`));
  });
}
