import { eventually } from '@mailyard/testing';

import { jobIdOf } from '../../item/mail-item.js';
import { suspendJob } from '../../redis/bull/suspension.js';
import { mailbox, TestQueues } from '../../spec-support/test-queues.js';
import type { MessageFilter } from '../messages/message-properties.js';
import { groupsOf, MessageSearches } from './message-searches.js';
import { MessageIndex } from './redis-message-index.js';

let queues: TestQueues;
let index: MessageIndex;
let searches: MessageSearches;
let now = 0;
beforeAll(async () => (queues = await TestQueues.open()));
afterAll(() => queues.close());
beforeEach(async () => {
  await queues.redis.flushall();
  now = 0;
  // However busy the machine is, a look takes no time, and so there is one for each search.
  let tick = 0;
  const patient = { patienceMs: 60_000, now: () => (tick += 0.001) };
  index = new MessageIndex({ redis: queues.redis, keys: queues.database.keys, ...patient });
  searches = new MessageSearches(index, () => now);
});
afterEach(() => index.stop());

const found = async (filter: MessageFilter = []) =>
  (await searches.search(filter)).found.slice(0).map(({ message }) => message);
const statuses = async () => (await found()).map(({ internalId, status }) => `${internalId} ${status}`);

/** The next job of that queue comes back after an hour. */
async function deferred(queue: string): Promise<void> {
  const { lease } = await queues.database.claim(queue);
  if (lease === undefined) throw new Error('nothing was claimed');
  const transaction = queues.database.transaction();
  transaction.delay(lease, { delayMs: 3_600_000, claimNext: false });
  await transaction.commit();
}

describe('an index of the messages in the queues', () => {
  it('follows whatever happens to a message', async () => {
    const queue = await queues.queued('DB01', { id: '17', receivedAt: 1 });
    await queues.queued('DB02', { id: '18', receivedAt: 2 });
    expect(await statuses()).toEqual(['17 Ready', '18 Ready']);
    await deferred(queue);
    expect(await statuses()).toEqual(['17 Retry', '18 Ready']);
    const suspended = queues.database.transaction();
    suspended.step(suspendJob({ queue, jobId: jobIdOf('17', { number: '0' }) }, 'administrator'));
    await suspended.commit();
    expect(await statuses()).toEqual(['17 Suspended', '18 Ready']);
    await queues.database.claim('SmtpDeliveryToMailbox.DB02');
    expect(await statuses()).toEqual(['17 Suspended', '18 Active']);
    await queues.queued('DB02', { id: '19', receivedAt: 3 });
    const retry = { retryCount: 0, waitMs: 60_000, lastError: '451 x' };
    await queues.database.schedule.enterRetry('SmtpDeliveryToMailbox.DB02', retry);
    expect(await statuses()).toEqual(['17 Suspended', '18 Active', '19 Retry']);
    const stored = (await queues.database.messages.storedCopy('17', '0')) ?? '';
    const gone = queues.database.transaction();
    gone.settle({ settled: { id: '17', number: '0', stored }, replacedBy: [] });
    await gone.commit();
    await queues.database.removeJob(queue, '17-0');
    expect(await statuses()).toEqual(['18 Active', '19 Retry']);
  });

  it('finds the same as a walk, in queues of thousands', async () => {
    const recipients = [mailbox('alice')];
    const items = Array.from({ length: 4_500 }, (_, at) => ({ id: String(1_000 + at), receivedAt: at + 1 }));
    for (let from = 0; from < items.length; from += 500) {
      await Promise.all(items.slice(from, from + 500).map((item) => queues.queued('DB01', item, recipients)));
    }
    for (let times = 0; times < 3; times += 1) await deferred('SmtpDeliveryToMailbox.DB01');
    expect(await found()).toHaveLength(4_500);
    expect(await found([{ property: 'Status', operator: 'eq', values: ['Retry'] }])).toHaveLength(3);
    await queues.redis.del(queues.database.keys.ofQueue('SmtpDeliveryToMailbox.DB01', 'wait'));
    expect(await found([{ property: 'InternalMessageId', operator: 'eq', values: ['1400'] }])).toHaveLength(
      1,
    );
  }, 60_000);

  it('of a long queue is made again without a search that waits for it', async () => {
    const ids = Array.from({ length: 5_200 }, (_, at) => String(1_000 + at));
    for (let from = 0; from < ids.length; from += 500) {
      const some = ids.slice(from, from + 500);
      await Promise.all(some.map((id) => queues.queued('DB01', { id, receivedAt: Number(id) })));
    }
    expect(await found()).toHaveLength(5_200);
    await deferred('SmtpDeliveryToMailbox.DB01');
    const retry: MessageFilter = [{ property: 'Status', operator: 'eq', values: ['Retry'] }];
    expect(await eventually(async () => (await found(retry)).length === 1)).toBe(true);
    await queues.queued('DB01', { id: '9000', receivedAt: 9_000 });
    await queues.queued('DB02', { id: '9001', receivedAt: 9_001 });
    const isFound = async () => (await found()).some(({ internalId }) => internalId === '9001');
    expect(await eventually(isFound)).toBe(true);
    expect(await eventually(async () => (await found()).length === 5_202)).toBe(true);
  }, 60_000);

  it('that follows the queues has read what waits before anybody searches', async () => {
    await queues.queued('DB01', { id: '17' });
    await queues.redis.config('RESETSTAT');
    index.follow();
    const looked = async (): Promise<boolean> =>
      Number(/cmdstat_eval:calls=(\d+)/.exec(await queues.redis.info('commandstats'))?.[1]) >= 3;
    expect(await eventually(looked)).toBe(true);
    // Whoever reads it now finds nothing.
    await queues.redis.del(queues.database.keys.item('17'));
    expect(await statuses()).toEqual(['17 Ready']);
  });

  it('rests while nobody searches: what comes and goes meanwhile is never read', async () => {
    let [time, ticks] = [0, 0];
    const clock = (): number => {
      ticks += 1;
      return (time += 0.001);
    };
    const options = { redis: queues.redis, keys: queues.database.keys, now: clock, everyMs: 5 };
    const resting = new MessageIndex(options);
    const looks = async () =>
      Number(/cmdstat_eval:calls=(\d+)/.exec(await queues.redis.info('commandstats'))?.[1] ?? 0);
    const ticked = async () => {
      const before = ticks;
      await eventually(() => ticks > before + 20);
      return looks();
    };
    await queues.redis.config('RESETSTAT');
    resting.follow();
    await eventually(async () => (await looks()) > 0);
    const first = await ticked();
    await queues.queued('DB01', { id: '17' });
    const [before, after] = [await looks(), await ticked()];
    expect(after).toBe(before);
    time += 31_000;
    expect(await ticked()).toBeGreaterThan(first);
    await queues.queued('DB01', { id: '18' });
    const found = async () => (await new MessageSearches(resting).search([])).found.length;
    expect(await found()).toBe(2);
    // As long as somebody searches it follows at once.
    await queues.queued('DB01', { id: '19' });
    const since = await looks();
    time += 1_000;
    expect(await ticked()).toBeGreaterThan(since);
    await resting.stop();
  });

  it('tells what it knows, and how much it does not, to whoever will not wait for all to be read', async () => {
    const ids = Array.from({ length: 3_000 }, (_, at) => String(1_000 + at));
    for (let from = 0; from < ids.length; from += 500) {
      await Promise.all(ids.slice(from, from + 500).map((id) => queues.queued('DB01', { id })));
    }
    const options = { redis: queues.redis, keys: queues.database.keys };
    const hasty = new MessageSearches(new MessageIndex({ ...options, patienceMs: 0 }));
    const partly = await hasty.search([], { partly: true });
    expect(partly.unread).toBeGreaterThan(0);
    expect(partly.found.length).toBeLessThan(3_000);
    // Whoever waits has all of them.
    const all = await hasty.search([]);
    expect([all.found.length, all.unread]).toEqual([3_000, 0]);
    expect(await hasty.search([], { partly: true })).toMatchObject({ unread: 0 });
  }, 60_000);

  it('tells after a pause how much has come that it has not read', async () => {
    let paused = 0;
    const now = () => performance.now() + paused;
    const options = { redis: queues.redis, keys: queues.database.keys, patienceMs: 0 };
    const resting = new MessageIndex({ ...options, now });
    const hasty = new MessageSearches(resting);
    await queues.queued('DB01', { id: '17' });
    await hasty.search([]);
    for (const id of ['18', '19']) await queues.queued('DB01', { id });
    paused = 200_000;
    const partly = await hasty.search([], { partly: true });
    // A fast look is there before the search, which then finds them.
    expect(partly.found.length + partly.unread).toBe(3);
    expect((await hasty.search([])).found).toHaveLength(3);
    await resting.stop();
  });

  it('does not let a search wait for long for what has come since it looked last', async () => {
    await queues.queued('DB01', { id: '17' });
    const options = { redis: queues.redis, keys: queues.database.keys, everyMs: 5 };
    const hasty = new MessageIndex({ ...options, patienceMs: 5 });
    const busy = new MessageSearches(hasty);
    expect((await busy.search([])).found).toHaveLength(1);
    await queues.redis.client('PAUSE', 1_000);
    const begun = performance.now();
    expect((await busy.search([])).found).toHaveLength(1);
    expect(performance.now() - begun).toBeLessThan(900);
    await queues.queued('DB01', { id: '18' });
    expect(await eventually(async () => (await busy.search([])).found.length === 2)).toBe(true);
    await hasty.stop();
  });

  it('is right again after its connection was lost', async () => {
    const redis = queues.server.client();
    redis.on('error', () => undefined);
    const lonely = new MessageIndex({ redis, keys: queues.database.keys });
    const count = async () => (await new MessageSearches(lonely).search([])).found.length;
    await queues.queued('DB01', { id: '17' });
    expect(await count()).toBe(1);
    await queues.redis.client('KILL', 'ID', await redis.client('ID'));
    await queues.queued('DB01', { id: '18' });
    expect(await eventually(async () => (await count().catch(() => 0)) === 2)).toBe(true);
    await lonely.stop();
    redis.disconnect();
  });
});

describe('a search', () => {
  it('is forgotten when nobody has used it for five minutes', async () => {
    await queues.queued('DB01', { id: '17' });
    const { id } = await searches.search([]);
    for (let times = 0; times < 3; times += 1) {
      now += 299_000;
      expect(searches.get(id)).toBeDefined();
    }
    now += 301_000;
    expect(searches.get(id)).toBeUndefined();
  });

  it('is grouped by the fifty most frequent values, and the rest', async () => {
    const items = Array.from({ length: 70 }, (_, at) => ({ id: String(100 + at), subject: `s${at % 60}` }));
    for (const item of items) await queues.queued('DB01', item);
    const groups = groupsOf(await searches.search([]), 'Subject');
    expect(groups.groups).toHaveLength(50);
    expect(groups.groups[0]?.messages).toBe(2);
    expect(groups.others).toEqual({ groups: 10, messages: 10 });
  });
});
