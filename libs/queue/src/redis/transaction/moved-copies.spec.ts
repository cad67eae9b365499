import { parseCopy } from '../../item/fields/copy-fields.js';
import { jobIdOf } from '../../item/mail-item.js';
import { TestQueues } from '../../spec-support/test-queues.js';
import type { Lease } from '../bull/lease.js';
import { submissionQueue } from '../keys.js';
import type { MoveOutcome } from './queue-transaction.js';

let queues: TestQueues;
let queue: string;

beforeAll(async () => (queues = await TestQueues.open()));
afterAll(() => queues.close());
beforeEach(async () => {
  await queues.redis.flushall();
  queue = await queues.queued('DB01', { id: '17', receivedAt: 1_700_000_000_000 });
});

const number = '0';
const jobId = jobIdOf('17', { number });

async function read(): Promise<string> {
  const stored = await queues.database.messages.storedCopy('17', number);
  if (stored === undefined) throw new Error('no copy');
  return stored;
}

/** As it was read; the same step may be carried out several times. */
async function move(stored: string, times = 1): Promise<readonly MoveOutcome[]> {
  const transaction = queues.database.transaction();
  const record = { ...parseCopy(stored), queue: submissionQueue };
  const steps = Array.from({ length: times }, () => transaction.move({ id: '17', number, stored }, record));
  const committed = await transaction.commit();
  return steps.map((step) => committed.resultOf(step));
}

async function claimed(from: string): Promise<Lease> {
  const { lease } = await queues.database.claim(from);
  if (lease === undefined) throw new Error(`nothing in ${from}`);
  return lease;
}

/** Where the message has a job. */
async function places(): Promise<readonly string[]> {
  const { redis, database } = queues;
  const found: string[] = [];
  for (const each of [queue, submissionQueue]) {
    const key = (type: string) => database.keys.ofQueue(each, type);
    const waiting = await redis.lrange(key('wait'), '0', '-1');
    const delayed = await redis.zrange(key('delayed'), '0', '-1');
    const active = await redis.lrange(key('active'), '0', '-1');
    found.push(...[...waiting, ...delayed, ...active].map((job) => `${each} ${job}`));
  }
  return found;
}

describe('a copy moves with its job', () => {
  it('once, however often that is asked', async () => {
    const stored = await read();
    expect(await move(stored, 2)).toEqual(['moved', 'gone']);
    expect(await move(stored)).toEqual(['gone']);
    expect(await places()).toEqual([`${submissionQueue} ${jobId}`]);
    const lease = await claimed(submissionQueue);
    expect(lease).toMatchObject({ jobId, data: await read(), timestamp: 1_700_000_000_000 });
    const { message } = await queues.database.messages.load(lease);
    expect(message?.copy).toMatchObject({
      queue: submissionQueue,
      recipients: [{ path: { localPart: 'alice' } }],
    });
  });

  it('also while it waits for its next attempt', async () => {
    const lease = await claimed(queue);
    const transaction = queues.database.transaction();
    transaction.delay(lease, { delayMs: 60_000, claimNext: false });
    await transaction.commit();
    expect(await move(await read())).toEqual(['moved']);
    expect(await places()).toEqual([`${submissionQueue} ${jobId}`]);
  });

  it('not while somebody works on it, nor before it is known that they are dead', async () => {
    const lease = await claimed(queue);
    expect(await move(await read())).toEqual(['held']);
    await queues.redis.del(queues.database.keys.lock(lease));
    expect(await move(await read())).toEqual(['held']);
    expect(await places()).toEqual([`${queue} ${jobId}`]);
    expect(parseCopy(await read()).queue).toBe(queue);
  });

  it('not when it is another one by now', async () => {
    const stored = await read();
    const [lease, loaded] = [await claimed(queue), await queues.database.messages.loadCopy('17', number)];
    if (loaded === undefined) throw new Error('no copy');
    const transaction = queues.database.transaction();
    transaction.settle({ settled: loaded, lease, replacedBy: [{ ...loaded.copy, attempts: 1 }] });
    transaction.delay(lease, { delayMs: 60_000, claimNext: false });
    await transaction.commit();
    expect(await move(stored)).toEqual(['held']);
    expect(await places()).toEqual([`${queue} ${jobId}`]);
    expect(await move(await read())).toEqual(['moved']);
  });
});
