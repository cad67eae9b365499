import { QueueScheduler, ServerKeys, type Lease, type LoadedCopy } from '@mailyard/queue';
import { noTracking } from '@mailyard/tracking';
import { nextHopTo, queueNameOf } from '@mailyard/routing';
import { replies } from '@mailyard/smtp';

import { DsnAuthor } from '../../dsn/dsn-author.js';
import { claimed, fanOut } from '../../spec-support/as-a-lane.js';
import { RecordedEvents } from '../../spec-support/recorded-events.js';
import { recipient, type TestHub } from '../../spec-support/test-hub.js';
import { TestSite } from '../../spec-support/test-site.js';
import { settlementOf } from './delivery-settlement.js';
import { JointSettlements } from './joint-settlements.js';

const nextHop = nextHopTo('SmtpDeliveryToMailbox', 'DB01');
const queue = queueNameOf(nextHop);
const keys = new ServerKeys('MBX01');

interface Delivered {
  readonly lease: Lease;
  readonly message: LoadedCopy;
}

let site: TestSite;
let hub: TestHub;
let events: RecordedEvents;
let settlements: JointSettlements;

beforeEach(async () => {
  site = await TestSite.start();
  // It is not started: this test is its only lane.
  hub = await site.openHub();
  events = new RecordedEvents();
  const { database, files } = hub;
  const organization = () => hub.organization;
  settlements = new JointSettlements(nextHop, {
    database,
    files,
    stores: hub.stores,
    fqdn: 'x',
    organization,
    place: { server: 'MBX01' },
    lanes: idleLanes(),
    dsns: new DsnAuthor({ fqdn: 'x', organization, nextId: () => database.ids.next(), now: Date.now }),
    agentHost: { ask: () => Promise.resolve({ of: 'failure', reason: 'there are no agents here' }) },
    onRoutedByOlder: () => undefined,
    events,
    counts: events,
    tracking: noTracking,
    handedOver: () => undefined,
    resubmissionPaused: () => false,
    now: Date.now,
  });
});
afterEach(() => site.stop());

function idleLanes(): QueueScheduler {
  return new QueueScheduler({
    database: hub.database,
    lanesFor: () => undefined,
    settings: () => ({ idleMs: 60_000, messageRetryMs: 60_000, poisonThreshold: 2 }),
    onFault: (error) => events.fault(error),
  });
}

/** So many messages wait for the mailbox database. */
async function queued(count: number): Promise<void> {
  for (let each = 0; each < count; each += 1) {
    await hub.submit([recipient('alice@contoso.com')]);
    await fanOut(hub.database, await claimed(hub.database, 'Submission')).transaction.commit();
  }
}

/** One of them, which Mailbox Delivery has taken. */
async function delivered(): Promise<Delivered> {
  const lease = await claimed(hub.database, queue);
  const { message } = await hub.database.messages.load(lease);
  if (message === undefined) throw new Error('the message is not there');
  return { lease, message };
}

function settle({ lease, message }: Delivered, goesOn = true): Promise<Lease | undefined> {
  const judged = {
    of: 'recipients',
    results: [{ action: 'delivered', reply: replies.delivered }],
  } as const;
  const settlement = settlementOf(message, judged, []);
  return settlements.settle({ lease, message, settlement, leaveRetry: false, goOn: () => goesOn });
}

/** How many scripts Redis has run. */
async function scriptsRun(): Promise<number> {
  const stats = await site.redis.client().info('commandstats');
  return Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1] ?? 0);
}

it('those of one moment are one transaction, which claims the next job for each that goes on', async () => {
  await queued(5);
  const [first, second, third] = [await delivered(), await delivered(), await delivered()];
  const before = await scriptsRun();
  const next = await Promise.all([settle(first), settle(second, false), settle(third)]);
  expect((await scriptsRun()) - before).toBe(1);
  expect(next.map((lease) => lease?.token)).toEqual([first.lease.token, undefined, third.lease.token]);
  expect(new Set(next.map((lease) => lease?.jobId)).size).toBe(3);
  expect(events.outcomes.delivered).toBe(3);
  expect(await site.redis.client().zcard(keys.items)).toBe(2);
});

it('the lock of the next job is extended from its claim, however long the disk takes to remove a content', async () => {
  await queued(2);
  const next = await settle(await delivered());
  expect(next).toBeDefined();
  expect(hub.database.leases.held).toEqual([next]);
});

it('one that is damaged does not hold up the others', async () => {
  await queued(3);
  const [first, second, third] = [await delivered(), await delivered(), await delivered()];
  await site.redis.client().set(keys.item(second.message.id), 'rubbish');
  const ended = await Promise.allSettled([settle(first), settle(second), settle(third)]);
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(ended[1]).toMatchObject({ reason: { name: 'DatabaseError', outcome: 'partial' } });
  const jobs = [first, second, third].map(({ lease }) => keys.ofQueue(queue, lease.jobId));
  const left = await Promise.all(jobs.map((job) => site.redis.client().exists(job)));
  expect(left).toEqual([0, 1, 0]);
  const items = [first, third].map(({ message }) => keys.item(message.id));
  expect(await site.redis.client().exists(...items)).toBe(0);
});

it('of a copy that somebody else has settled nothing is told', async () => {
  await queued(2);
  const [first, second] = [await delivered(), await delivered()];
  const other = hub.database.transaction();
  other.settle({ settled: second.message, replacedBy: [] });
  await other.commit();
  await Promise.all([settle(first), settle(second)]);
  expect(events.outcomes.delivered).toBe(1);
});
