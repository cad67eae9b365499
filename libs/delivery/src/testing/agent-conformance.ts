import { Reply } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import type { DeliveryOutcome, DeliverySession, OutgoingMessage } from '../delivery-agent.js';
import { contentThatBreaks, largeContent, message, ReadContent, repliesOf, small } from './messages.js';
import type { AgentUnderTest, TestedAgent, TestedNextHop, TestOptions } from './tested-agent.js';

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
    describe('content', () => contents(trial));
    describe('a limit of ours', () => limits(trial));
    describe('sessions', () => sessions(trial));
  });
}

/** One test's agent with its next hop, and a first session. */
class Trial {
  tested!: TestedAgent;
  session!: DeliverySession;

  constructor(private readonly under: AgentUnderTest) {}

  async start(options: Partial<TestOptions> = {}): Promise<void> {
    this.tested = await this.under.start({ maxConnections: 10, patienceMs: 60_000, ...options });
    this.session = this.open();
  }

  stop(): Promise<void> {
    return this.tested.stop();
  }

  get peer(): TestedNextHop {
    return this.tested.peer;
  }

  open(): DeliverySession {
    return this.tested.agent.open(this.tested.nextHop);
  }

  deliver(outgoing: OutgoingMessage = message([alice])): Promise<DeliveryOutcome> {
    return this.session.deliver(outgoing);
  }

  /** Recipients of each message that the next hop has. */
  get served(): readonly (readonly string[])[] {
    return this.peer.taken.map(({ recipients }) => recipients);
  }
}

function answers(trial: Trial, stages: readonly string[]): void {
  beforeEach(() => trial.start());

  it('is positive once it has the whole message, octet by octet, for all its recipients', async () => {
    const outgoing = message([alice, bob], small);
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

  it('whose connection died between two messages is reached over another', async () => {
    await trial.deliver();
    trial.peer.dropConnections();
    expect((await trial.deliver(message([bob], largeContent()))).scope).toBe('recipients');
    expect(trial.served).toEqual([[alice], [bob]]);
  });

  describe.each(faults)('%s: nothing is known, so it is tried again', (fault) => {
    it.each<[string, () => OutgoingMessage]>([
      ['a small message', () => message([alice, bob], small)],
      ['a large one', () => message([alice, bob], largeContent())],
    ])('%s', async (_, outgoing) => {
      trial.peer.fail(fault);
      expect((await trial.deliver(outgoing())).scope).toBe('next-hop');
      trial.peer.recover();
      expect(repliesOf(await trial.deliver(outgoing())).every(({ positive }) => positive)).toBe(true);
    });
  });
}

function contents(trial: Trial): void {
  beforeEach(() => trial.start());

  it('is read as fast as the next hop takes it', async () => {
    trial.peer.pause();
    const read = new ReadContent();
    const delivered = trial.deliver(message([bob], () => read.chunks()));
    await eventually(() => read.stands());
    expect(read.bytes).toBeLessThan(read.size / 2);
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

function limits(trial: Trial): void {
  beforeEach(() => trial.start({ maxConnections: 1 }));

  it('is not the next hop’s failure, and ends with the session that had the connection', async () => {
    await trial.deliver();
    const other = trial.open();
    expect((await other.deliver(message([bob]))).scope).toBe('own-limit');
    expect(trial.peer.connections).toBe(1);
    trial.session.close();
    expect((await other.deliver(message([bob]))).scope).toBe('recipients');
    expect(trial.served).toEqual([[alice], [bob]]);
  });

  it.each<[string, () => void]>([
    ['a session that is closed', () => trial.session.close()],
    ['an agent that stops', () => trial.tested.agent.stop()],
  ])('%s amid a delivery loses its connection', async (_, end) => {
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
