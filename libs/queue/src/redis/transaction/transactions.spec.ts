import { eventually } from '@mailyard/testing';

import { exampleItem } from '../../spec-support/example-item.js';
import { TestQueues } from '../../spec-support/test-queues.js';
import { DatabaseError } from '../connection/database-error.js';
import type { Committed } from './committed.js';
import type { QueueTransaction } from './queue-transaction.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
let queues: TestQueues;

beforeEach(async () => (queues = await TestQueues.open()));
afterEach(() => queues.close());

/** Not committed yet. */
function acceptance(id: string, into = queue): QueueTransaction {
  const copy = { number: '0', queue: into, recipients: [], attempts: 0 };
  const item = exampleItem(id);
  const transaction = queues.database.transaction();
  transaction.accept({ item, copies: [copy], content: [Buffer.from('Body')] });
  return transaction.enqueue({ id, copy, receivedAt: item.receivedAt });
}

const outcomeOf = (committed: Promise<Committed>): Promise<string> =>
  committed.then(
    () => 'accepted',
    (error: unknown) => (error instanceof DatabaseError ? error.outcome : String(error)),
  );

const ids = (count: number) => Array.from({ length: count }, (_, index) => String(1000 + index));

async function scriptsRun(): Promise<number> {
  return Number(/cmdstat_evalsha:calls=(\d+)/.exec(await queues.redis.info('commandstats'))?.[1] ?? 0);
}

describe('transactions of one turn of the event loop', () => {
  it('are carried out in one run of the script, each with its own result', async () => {
    const before = await scriptsRun();
    const claims = ids(20).map((id) => {
      const transaction = acceptance(id);
      const claim = transaction.claim({ queue, token: id });
      return transaction.commit().then((committed) => committed.resultOf(claim).lease?.jobId);
    });
    expect(await Promise.all(claims)).toEqual(ids(20).map((id) => `${id}-0`));
    expect((await scriptsRun()) - before).toBe(1);
  });

  it('are parted when they are many, or large', async () => {
    const before = await scriptsRun();
    await Promise.all(ids(150).map((id) => acceptance(id).commit()));
    const header = Buffer.alloc(300_000);
    const content = [Buffer.alloc(300_000)];
    const large = ids(3).map((id) => {
      const item = { ...exampleItem(`9${id}`), header };
      return queues.database.transaction().accept({ item, copies: [], content }).commit();
    });
    await Promise.all(large);
    expect((await scriptsRun()) - before).toBe(3 + 3);
    expect(await queues.redis.zcard(queues.database.keys.items)).toBe(153);
  });

  it('do not suffer from one that fails on what it finds', async () => {
    await queues.redis.set(queues.database.keys.ofQueue('Damaged', 'wait'), 'not ours');
    const outcomes = ['1', '2', '3'].map((id) => acceptance(id, id === '2' ? 'Damaged' : queue).commit());
    expect(await Promise.all(outcomes.map(outcomeOf))).toEqual(['accepted', 'partial', 'accepted']);
    expect(await queues.database.messages.exists(['1', '2', '3'])).toEqual([true, false, true]);
    expect(await queues.database.messages.wasAccepted('2')).toBe(false);
  });

  it('do not suffer from one that was refused before', async () => {
    expect(await queues.database.messages.wasAccepted('2')).toBe(false);
    const outcomes = ['1', '2', '3'].map((id) => acceptance(id).commit());
    expect(await Promise.all(outcomes.map(outcomeOf))).toEqual(['accepted', 'none', 'accepted']);
    expect(await queues.database.messages.exists(['1', '2', '3'])).toEqual([true, false, true]);
  });

  it('that end a message are carried out when there is no memory for another one', async () => {
    await acceptance('1').commit();
    const { lease } = await queues.database.claim(queue);
    if (lease === undefined) throw new Error('nothing was claimed');
    await queues.redis.config('SET', 'maxmemory', '1');
    const settled = queues.database.transaction();
    settled.settle({ settled: { id: '1', number: '0', stored: lease.data }, lease, replacedBy: [] });
    settled.finish(lease, { claimNext: false });
    const forALane = acceptance('3');
    forALane.claim({ queue, token: 'a' });
    const before = await scriptsRun();
    const outcomes = [settled, acceptance('2'), forALane].map((each) => outcomeOf(each.commit()));
    expect(await Promise.all(outcomes)).toEqual(['accepted', 'none', 'none']);
    expect((await scriptsRun()) - before).toBe(1);
    await queues.redis.config('SET', 'maxmemory', '0');
    expect(await queues.database.messages.exists(['1', '2', '3'])).toEqual([false, false, false]);
  });

  it('that take a message on, or put it off, are carried out when memory is full', async () => {
    await acceptance('1').commit();
    await queues.redis.config('SET', 'maxmemory', '1');
    const { lease } = await queues.database.claim(queue);
    if (lease === undefined) throw new Error('nothing was claimed');
    const later = { number: '0', queue, recipients: [], attempts: 1 };
    const delayed = queues.database.transaction();
    const settled = { id: '1', number: '0', stored: lease.data };
    const settlement = delayed.settle({ settled, lease, replacedBy: [later] });
    delayed.delay(lease, { delayMs: 60_000, claimNext: false });
    const outcomes = await Promise.all([outcomeOf(acceptance('2').commit()), delayed.commit()]);
    await queues.redis.config('SET', 'maxmemory', '0');
    expect([outcomes[0], outcomes[1].resultOf(settlement).settled]).toEqual(['none', true]);
    expect(await queues.redis.zcard(queues.database.keys.ofQueue(queue, 'delayed'))).toBe(1);
    expect(await queues.database.messages.exists(['1', '2'])).toEqual([true, false]);
  });

  it('that accept leave no mark once others have followed them', async () => {
    await Promise.all(ids(5).map((id) => acceptance(id).commit()));
    await eventually(async () => {
      await queues.database.claim('Submission');
      expect(await queues.redis.keys('*:accepted:*')).toEqual([]);
    });
  });

  it('fail together, with nothing done, while Redis is away', async () => {
    await queues.server.kill();
    await eventually(() => !queues.database.ready);
    const outcomes = ['1', '2'].map((id) => outcomeOf(acceptance(id).commit()));
    expect(await Promise.all(outcomes)).toEqual(['none', 'none']);
  });
});

describe('a large content', () => {
  const content = [Buffer.alloc(30_000, 'a'), Buffer.alloc(30_000, 'b')];
  const contentKey = (id: string) => queues.database.keys.content(id);

  function large(id: string): QueueTransaction {
    const copy = { number: '0', queue, recipients: [], attempts: 0 };
    const item = exampleItem(id, { content: { store: 'redis', bytes: 60_000 }, sizeBytes: 60_014 });
    const transaction = queues.database.transaction().accept({ item, copies: [copy], content });
    return transaction.enqueue({ id, copy, receivedAt: item.receivedAt });
  }

  /** Nothing of it is there, and no job waits for it. */
  async function expectNothing(id: string): Promise<void> {
    expect(await queues.redis.exists(contentKey(id))).toBe(0);
    expect(await queues.database.messages.exists([id])).toEqual([false]);
    expect(await queues.redis.lrange(queues.database.keys.ofQueue(queue, 'wait'), 0, -1)).not.toContain(
      `${id}-0`,
    );
  }

  it('does not go through the script, and stays as long as its message', async () => {
    await Promise.all([large('1').commit(), acceptance('2').commit()]);
    expect(await queues.redis.hexists(queues.database.keys.item('1'), 'content')).toBe(0);
    expect(await queues.redis.pttl(contentKey('1'))).toBe(-1);
    const { lease } = await queues.database.claim(queue);
    if (lease === undefined) throw new Error('nothing was claimed');
    const { message } = await queues.database.messages.load(lease);
    expect(Buffer.concat(message?.content ?? [])).toEqual(Buffer.concat(content));
    const settled = queues.database.transaction();
    settled.settle({ settled: { id: '1', number: '0', stored: lease.data }, lease, replacedBy: [] });
    await settled.commit();
    expect(await queues.redis.exists(contentKey('1'))).toBe(0);
    expect(await queues.database.messages.exists(['1', '2'])).toEqual([false, true]);
  });

  it('goes away with the refusal of its message', async () => {
    expect(await queues.database.messages.wasAccepted('1')).toBe(false);
    expect(await outcomeOf(large('1').commit())).toBe('none');
    await expectNothing('1');
  });

  it('and one of many comes once when Redis has lost the script', async () => {
    await queues.redis.script('FLUSH');
    const outcomes = ['1', '2', '3'].map((id) => outcomeOf(large(id).commit()));
    expect(await Promise.all(outcomes)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await queues.redis.pttl(contentKey('3'))).toBe(-1);
  });

  it('of an accepted message is never given a time by another attempt', async () => {
    await large('1').commit();
    await outcomeOf(large('1').commit());
    expect(await queues.redis.pttl(contentKey('1'))).toBe(-1);
  });

  it('that Redis does not take is the end of its own message only', async () => {
    const all = ['', ':items', ':item:*', ':accepted:*', ':nexthop*', ':SmtpDelivery*', ':probe'];
    const keys = all.map((name) => `~${queues.database.keys.prefix}${name}`);
    await queues.redis.acl('SETUSER', 'default', 'resetkeys', ...keys, `%R~${contentKey('*')}`);
    const outcomes = [large('1'), acceptance('2')].map((each) => outcomeOf(each.commit()));
    expect(await Promise.all(outcomes)).toEqual(['partial', 'accepted']);
    await queues.redis.acl('SETUSER', 'default', 'allkeys');
    expect(await queues.database.messages.wasAccepted('1')).toBe(false);
    expect(await queues.database.messages.exists(['2'])).toEqual([true]);
    await expectNothing('1');
  });

  it('leaves nothing behind when memory is full, or becomes so', async () => {
    const used = Number(/used_memory:(\d+)/.exec(await queues.redis.info('memory'))?.[1]);
    await queues.redis.config('SET', 'maxmemory', String(used + 400_000));
    const outcomes = await Promise.all(ids(40).map((id) => outcomeOf(large(id).commit())));
    await queues.redis.config('SET', 'maxmemory', '0');
    expect(new Set(outcomes)).toEqual(new Set(['accepted', 'none']));
    const accepted = outcomes.map((outcome) => outcome === 'accepted');
    const times = await Promise.all(ids(40).map((id) => queues.redis.pttl(contentKey(id))));
    expect(times).toEqual(accepted.map((kept) => (kept ? -1 : -2)));
    expect(await queues.database.messages.exists(ids(40))).toEqual(accepted);
    const waiting = await queues.redis.llen(queues.database.keys.ofQueue(queue, 'wait'));
    expect(waiting).toBe(accepted.filter((kept) => kept).length);
  });
});
