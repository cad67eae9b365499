import { isDeepStrictEqual } from 'node:util';

import { nextHopTo, queueNameOf } from '@mailyard/routing';
import { cpuMs } from '@mailyard/testing';

import { exampleItem } from '../spec-support/example-item.js';
import { TestQueues } from '../spec-support/test-queues.js';
import type { LoadedCopy } from '../redis/stored-messages.js';
import type { NewItem } from '../redis/transaction/settlement.js';
import { submissionQueue } from '../redis/keys.js';
import { QueueDatabase } from '../redis/queue-database.js';
import { queueRedis } from '../redis/connection/queue-redis.js';
import type { QueuedCopy, QueuedRecipient, RoutedCopy } from './mail-item.js';

const many = 100_000;
const everybody: readonly QueuedRecipient[] = Array.from({ length: many }, (_, index) => ({
  path: { localPart: `user${index}`, domain: 'contoso.com' },
  displayName: `User ${index}`,
}));
const listOctets = JSON.stringify(everybody).length;
const db01 = nextHopTo('SmtpDeliveryToMailbox', 'DB01');
const queue = queueNameOf(db01);

let queues: TestQueues;
/** Another hub, which has nothing of it in memory. */
let other: QueueDatabase;

beforeEach(async () => {
  queues = await TestQueues.open();
  const onFault = (error: unknown): never => {
    throw error;
  };
  other = await QueueDatabase.open({ redis: queueRedis(queues.server.url), server: 'MBX01', onFault });
});
afterEach(async () => {
  other.close();
  await queues.close();
});

async function accept(id: string, copies: readonly RoutedCopy[]): Promise<void> {
  const envelope = { reversePath: null, recipients: everybody, body: '7BIT', smtpUtf8: false } as const;
  const created: NewItem = {
    item: exampleItem(id, { envelope }),
    copies: copies.map(({ copy }) => copy),
    content: [Buffer.from('Body')],
  };
  const transaction = queues.database.transaction().accept(created);
  for (const routed of copies) transaction.enqueue({ id, receivedAt: Date.now(), ...routed });
  await transaction.commit();
}

async function claimed(from: string) {
  const { lease } = await other.claim(from);
  if (lease === undefined) throw new Error(`${from} is empty`);
  return lease;
}

async function loaded(
  from: string,
): Promise<{ lease: Awaited<ReturnType<typeof claimed>>; message: LoadedCopy }> {
  const lease = await claimed(from);
  const { message } = await other.messages.load(lease);
  if (message === undefined) throw new Error('the message is gone');
  return { lease, message };
}

const copy = (rest: Partial<QueuedCopy> = {}): QueuedCopy => {
  return { number: '0', queue, recipients: everybody, attempts: 0, ...rest };
};
const storedOctets = async (id: string) =>
  Number(await queues.redis.memory('USAGE', queues.database.keys.item(id), 'SAMPLES', 0));

describe('a message to 100,000 recipients', () => {
  it('has them in one place: neither in its envelope nor in its job', async () => {
    expect(await cpuMs(() => accept('1000', [{ copy: copy(), nextHop: db01 }]))).toBeLessThan(3_000);
    expect(await storedOctets('1000')).toBeLessThan(1.3 * listOctets);
    const job = await queues.redis.hget(queues.database.keys.ofQueue(queue, '1000-0'), 'data');
    expect(job).toBe(`{"number":"0","queue":"${queue}","recipients":100000,"attempts":0}`);
    let message: LoadedCopy | undefined;
    expect(await cpuMs(async () => ({ message } = await loaded(queue)))).toBeLessThan(3_000);
    expect(isDeepStrictEqual(message?.copy.recipients, everybody)).toBe(true);
    expect(isDeepStrictEqual(message?.item.envelope.recipients, everybody)).toBe(true);
  }, 30_000);

  it('keeps those who are left by their place in the list, which is not written again', async () => {
    await accept('1000', [{ copy: copy(), nextHop: db01 }]);
    const { lease, message } = await loaded(queue);
    const left = message.copy.recipients.filter((_, index) => index % 10 > 0);
    const delayed = { ...message.copy, recipients: left, attempts: 1, lastError: '452 4.2.2 full' };
    const transaction = other.transaction();
    const before = await sentOctets();
    const settlement = transaction.settle({ settled: message, lease, replacedBy: [delayed] });
    transaction.delay(lease, { delayMs: 0, claimNext: false });
    expect((await transaction.commit()).resultOf(settlement).settled).toBe(true);
    expect((await sentOctets()) - before).toBeLessThan(listOctets / 20);

    const again = await loaded(queue);
    expect(isDeepStrictEqual(again.message.copy, delayed)).toBe(true);
    const rest = other.transaction();
    const end = rest.settle({ settled: again.message, lease: again.lease, replacedBy: [] });
    rest.finish(again.lease, { claimNext: false });
    expect((await rest.commit()).resultOf(end)).toEqual({ settled: true, held: false, itemGone: true });
    const { keys } = queues.database;
    expect(await queues.redis.exists(keys.item('1000'), keys.content('1000'))).toBe(0);
  }, 30_000);

  it('is parted among next hops without being kept twice', async () => {
    await accept('1000', [{ copy: copy({ queue: submissionQueue }) }]);
    const lease = await claimed(submissionQueue);
    const waiting = await other.messages.copyOf(lease);
    if (waiting === undefined) throw new Error('the copy is gone');
    const halves = ['DB01', 'DB02'].map((domain, half): RoutedCopy => {
      const recipients = waiting.copy.recipients.filter((_, index) => index % 2 === half);
      const nextHop = nextHopTo('SmtpDeliveryToMailbox', domain);
      return { copy: copy({ number: `0.${half + 1}`, queue: queueNameOf(nextHop), recipients }), nextHop };
    });
    const transaction = other.transaction();
    transaction.settle({ settled: waiting, replacedBy: halves.map((half) => half.copy) });
    for (const half of halves) transaction.enqueue({ id: '1000', receivedAt: 1, ...half });
    transaction.finish(lease, { claimNext: false });
    await transaction.commit();
    expect(await storedOctets('1000')).toBeLessThan(1.3 * listOctets);
    for (const half of halves) {
      expect(isDeepStrictEqual((await loaded(half.copy.queue)).message.copy, half.copy)).toBe(true);
    }
  }, 30_000);

  it('is not given to anybody with a list that has lost a part', async () => {
    await accept('1000', [{ copy: copy(), nextHop: db01 }]);
    await queues.redis.hdel(queues.database.keys.item('1000'), 'recipients:0:7');
    await expect(loaded(queue)).rejects.toThrow('a copy has 99750 recipients instead of 100000');
  }, 30_000);
});

it('a message to ten thousand next hops is accepted whole', async () => {
  const copies = everybody.slice(0, 10_000).map((recipient, index): RoutedCopy => {
    const nextHop = nextHopTo('DnsConnectorDelivery', `example${index}.com`);
    const to = { number: `0.${index}`, queue: queueNameOf(nextHop), recipients: [recipient] };
    return { copy: copy(to), nextHop };
  });
  await accept('1000', copies);
  expect(await queues.redis.hget(queues.database.keys.item('1000'), 'copies')).toBe('10000');
  const last = copies.at(-1)?.copy ?? copy();
  expect((await loaded(last.queue)).message.copy).toEqual(last);
}, 60_000);

describe('a copy of an earlier version, with its recipients in its record', () => {
  const old = { number: '0', queue, recipients: everybody.slice(0, 3), attempts: 1 };
  beforeEach(async () => {
    await queues.queued('DB01', { id: '1000' });
    const { keys } = queues.database;
    const text = JSON.stringify(old);
    await queues.redis.hset(keys.item('1000'), 'copy:0', text);
    await queues.redis.hdel(keys.item('1000'), 'recipients:0:0');
    await queues.redis.hset(keys.ofQueue(queue, '1000-0'), 'data', text);
  });

  it('is read as it is, and gets a list when it changes', async () => {
    const { lease, message } = await loaded(queue);
    expect(message.copy).toEqual(old);
    const left = { ...message.copy, recipients: message.copy.recipients.slice(1), attempts: 2 };
    const transaction = other.transaction();
    transaction.settle({ settled: message, lease, replacedBy: [left] });
    transaction.delay(lease, { delayMs: 0, claimNext: false });
    await transaction.commit();
    expect(await queues.redis.hget(queues.database.keys.item('1000'), 'recipients:0:0')).not.toBeNull();
    expect((await loaded(queue)).message.copy).toEqual(left);
  });
});

/** What clients have sent to Redis so far. */
async function sentOctets(): Promise<number> {
  return Number(/total_net_input_bytes:(\d+)/.exec(await queues.redis.info('stats'))?.[1]);
}
