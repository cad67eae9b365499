import {
  jobIdOf,
  MessageCatalog,
  suspendJob,
  transitionStep,
  type BulkOperation,
  type BulkState,
  type MessageOrder,
} from '@mailyard/queue';
import { eventually } from '@mailyard/testing';

import { claimed } from '../spec-support/as-a-lane.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
const alice = recipient('alice@contoso.com');
/** In another database: what the sender is told arrives whatever happens to the queue. */
const sender = recipient('carol@contoso.com');
const removal: MessageOrder = { kind: 'Remove', withNDR: true };
const intervals = { bulk: 20 };

let site: TestSite;
let hub: TestHub;
let messages: MessageCatalog;
beforeEach(async () => {
  site = await TestSite.start({ MessageRetryInterval: 50 });
  hub = await site.openHub({ intervals });
  await hub.start();
  messages = new MessageCatalog({ redis: site.redis.client(), server: 'MBX01' });
  await hub.database.transaction().suspend(queue).commit();
}, 30_000);
afterEach(() => site.stop());

/** So many messages that wait in the suspended queue. */
async function queued(count: number): Promise<void> {
  const submitted = (): Promise<unknown> => hub.submit([alice], { from: sender.path });
  for (let sent = 0; sent < count; sent += 20) {
    await Promise.all(Array.from({ length: Math.min(20, count - sent) }, submitted));
  }
  await eventually(async () => (await inQueue()).length === count);
}

async function inQueue() {
  const filter = [{ property: 'Queue', operator: 'eq', values: [queue] }] as const;
  const rows = [];
  let cursor: string | undefined;
  do {
    const page = await messages.page({ filter, limit: 1_000, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}

/** About all that wait; confirmed. */
async function ordered(order: MessageOrder, undoMs = 0): Promise<string> {
  const copies = (await inQueue()).map(({ internalId: id, number }) => ({ id, number, queue }));
  const { bulk } = hub.database;
  const about = { about: 'all', caller: 'a', client: 'h', preview: {} };
  const { id } = await bulk.gather({ length: copies.length, copies: (from, to) => copies.slice(from, to) });
  await bulk.declare(id, { order, undoMs, ...about });
  const to = order.kind === 'Remove' ? 'Holding' : 'Running';
  await advance(id, ['Preview'], to);
  return id;
}

async function advance(id: string, from: readonly BulkState[], to: BulkState): Promise<void> {
  const transaction = hub.database.transaction();
  const step = transaction.step(transitionStep({ id, from, to, due: Date.now() }));
  expect((await transaction.commit()).resultOf(step)).toBe(true);
}

async function operation(id: string): Promise<BulkOperation> {
  const found = await hub.database.bulk.read(id);
  if (found === undefined) throw new Error(`there is no operation ${id}`);
  return found;
}

const reached = (id: string, state: BulkState): Promise<unknown> =>
  eventually(async () => (await operation(id)).state === state, { deadlineMs: 30_000, what: state });

async function resumeQueue(): Promise<void> {
  await site.catalog.resume(queue);
}

/** What the sender was told, by the messages that it is about. */
function notified(): readonly string[] {
  const dsns = site.sink.taken.filter(({ envelope }) => envelope.reversePath === null);
  return dsns.map(({ content }) => /^In-Reply-To: (.*)$/m.exec(content)?.[1] ?? content);
}

it('messages that are to be removed are held first: nothing leaves, and undone they are as they were', async () => {
  await queued(5);
  const [first] = await inQueue();
  const suspended = hub.database.transaction();
  const jobId = jobIdOf(first?.internalId ?? '', { number: '0' });
  suspended.step(suspendJob({ queue, jobId }, 'administrator'));
  await suspended.commit();
  const id = await ordered(removal, 60_000);
  await reached(id, 'Held');
  expect(await operation(id)).toMatchObject({ total: 5, remaining: 5, outcomes: {} });
  expect((await operation(id)).undoUntil).toBeGreaterThan(Date.now() + 30_000);
  await resumeQueue();
  await eventually(async () => (await hub.database.waiting(queue)) === 0);
  const held = (await inQueue()).map(({ status, heldBy }) => [status, heldBy]);
  expect(held).toEqual(Array(5).fill(['Suspended', id]));
  await advance(id, ['Holding', 'Held'], 'Undoing');
  await reached(id, 'Undone');
  await eventually(() => site.sink.delivered.length === 4);
  expect(await inQueue()).toMatchObject([{ internalId: first?.internalId, status: 'Suspended' }]);
  expect(notified()).toEqual([]);
  expect(await operation(id)).toMatchObject({ remaining: 0, outcomes: { Kept: 5 } });
});

it('their age does not end messages that are held, and no notification leaves', async () => {
  await hub.submit([alice], { from: sender.path, ageMs: 10 * 24 * 3_600_000 });
  await eventually(async () => (await inQueue()).length === 1);
  const id = await ordered(removal, 60_000);
  await reached(id, 'Held');
  await hub.service.ages.sweep();
  expect(await inQueue()).toMatchObject([{ heldBy: id }]);
  expect(hub.counts).toMatchObject({ failed: 0, dsn: 0 });
  await advance(id, ['Held'], 'Undoing');
  await reached(id, 'Undone');
  await hub.service.ages.sweep();
  await hub.emptied();
  expect(notified()).toHaveLength(1);
});

it('after the window each is removed, and each sender told, once', async () => {
  await queued(120);
  const id = await ordered(removal);
  await reached(id, 'Done');
  expect(await operation(id)).toMatchObject({ total: 120, remaining: 0, outcomes: { Done: 120 } });
  await resumeQueue();
  await hub.emptied();
  expect(site.sink.delivered.filter((address) => address === 'alice@contoso.com')).toEqual([]);
  expect(notified()).toHaveLength(120);
  expect(hub.told).toContain(`operation ${id} Done`);
});

it('a hub that dies in the middle leaves the rest to another: nothing is left, nobody is told twice', async () => {
  await queued(400);
  const other = await site.openHub({ intervals });
  const id = await ordered(removal);
  const { bulk } = other.database;
  await eventually(async () => ((await bulk.read(id))?.outcomes.Done ?? 0) >= 50);
  hub.database.close();
  const { outcomes } = await eventually(async () => (await bulk.read(id)) ?? false);
  expect(outcomes.Done).toBeLessThan(400);
  await other.start();
  hub = other;
  await reached(id, 'Done');
  expect(await operation(id)).toMatchObject({ total: 400, remaining: 0, outcomes: { Done: 400 } });
  await resumeQueue();
  await other.emptied();
  expect(notified()).toHaveLength(400);
  expect(new Set(notified()).size).toBe(400);
  expect(site.sink.delivered.filter((address) => address === 'alice@contoso.com')).toEqual([]);
}, 60_000);

it('Redis that dies in the middle ends nothing twice', async () => {
  await queued(200);
  const id = await ordered(removal);
  await eventually(async () => ((await operation(id)).outcomes.Done ?? 0) >= 50);
  await site.redis.kill();
  await site.redis.restart();
  await eventually(() => hub.database.ready);
  await reached(id, 'Done');
  expect(await operation(id)).toMatchObject({ remaining: 0, outcomes: { Done: 200 } });
  await resumeQueue();
  await hub.emptied();
  expect(new Set(notified()).size).toBe(200);
  expect(notified()).toHaveLength(200);
}, 60_000);

describe('a message that is being delivered', () => {
  beforeEach(async () => {
    await queued(1);
    await hub.service.stop(0);
    await resumeQueue();
  });

  it('is removed if the attempt fails', async () => {
    const lease = await claimed(hub.database, queue);
    const other = await site.openHub({ intervals, lockMs: 60_000 });
    await hub.database.transaction().suspend(queue).commit();
    await other.start();
    const id = await ordered(removal);
    await reached(id, 'Running');
    expect(await inQueue()).toMatchObject([{ status: 'PendingRemove', heldBy: id }]);
    const failed = hub.database.transaction();
    failed.delay(lease, { delayMs: 3_600_000, claimNext: false });
    await failed.commit();
    await reached(id, 'Done');
    expect(await operation(id)).toMatchObject({ outcomes: { Done: 1 } });
    expect(await inQueue()).toEqual([]);
  });

  it('is gone if it succeeds, and nobody is told of a removal', async () => {
    const lease = await claimed(hub.database, queue);
    const other = await site.openHub({ intervals });
    await other.start();
    const id = await ordered(removal);
    await reached(id, 'Running');
    const { message } = await hub.database.messages.load(lease);
    if (message === undefined) throw new Error('no such message');
    const delivered = hub.database.transaction();
    delivered.settle({ settled: message, lease, replacedBy: [] });
    delivered.finish(lease, { claimNext: false });
    await delivered.commit();
    await reached(id, 'Done');
    expect(await operation(id)).toMatchObject({ outcomes: { Gone: 1 } });
    expect(notified()).toEqual([]);
  });
});

it('stopped, what is done stays done and the rest goes on its way', async () => {
  await queued(400);
  const id = await ordered(removal);
  await eventually(async () => ((await operation(id)).outcomes.Done ?? 0) >= 50);
  await advance(id, ['Running'], 'Stopping');
  await reached(id, 'Stopped');
  const { outcomes, remaining } = await operation(id);
  expect(remaining).toBe(0);
  expect((outcomes.Done ?? 0) + (outcomes.Kept ?? 0)).toBe(400);
  expect(outcomes.Kept).toBeGreaterThan(0);
  await resumeQueue();
  await hub.emptied();
  expect(notified()).toHaveLength(outcomes.Done ?? 0);
  const delivered = site.sink.delivered.filter((address) => address === 'alice@contoso.com');
  expect(delivered).toHaveLength(outcomes.Kept ?? 0);
}, 60_000);

it('many messages are suspended, resumed and submitted again', async () => {
  await queued(60);
  const suspension = await ordered({ kind: 'Suspend' });
  await reached(suspension, 'Done');
  expect(new Set((await inQueue()).map(({ status }) => status))).toEqual(new Set(['Suspended']));
  const again = await ordered({ kind: 'Resubmit' });
  await reached(again, 'Done');
  expect(await operation(again)).toMatchObject({ outcomes: { Suspended: 60 } });
  await reached(await ordered({ kind: 'Resume' }), 'Done');
  const resubmission = await ordered({ kind: 'Resubmit' });
  await reached(resubmission, 'Done');
  expect(await operation(resubmission)).toMatchObject({ outcomes: { Done: 60 } });
  await resumeQueue();
  await hub.emptied();
  expect(site.sink.delivered).toHaveLength(60);
});
