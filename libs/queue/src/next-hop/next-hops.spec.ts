import { nextHopTo, queueNameOf, type NextHop } from '@mailyard/routing';
import { startRedis, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { QueueCatalog } from '../views/queues/redis-queue-catalog.js';
import { poisonQueue, submissionQueue, unreachableQueue } from '../redis/keys.js';
import { QueueDatabase } from '../redis/queue-database.js';
import { queueRedis } from '../redis/connection/queue-redis.js';

const [connector, other] = ['2f0c8d4e-0000-4000-8000-000000000001', '2f0c8d4e-0000-4000-8000-000000000002'];
const toDomain = nextHopTo('DnsConnectorDelivery', 'example.com', connector);
const db01 = nextHopTo('SmtpDeliveryToMailbox', 'DB01');

let server: TestRedis;
let redis: Redis;
let database: QueueDatabase;
let catalog: QueueCatalog;

beforeAll(async () => {
  server = await startRedis();
  redis = server.client();
  catalog = new QueueCatalog({ redis: server.client(), server: 'MBX01' });
});
afterAll(async () => {
  await catalog.close();
  await server.stop();
});
beforeEach(async () => {
  await redis.flushall();
  database = await open();
});
afterEach(() => database.close());

function open(): Promise<QueueDatabase> {
  const onFault = (error: unknown): never => {
    throw error;
  };
  return QueueDatabase.open({ redis: queueRedis(server.url), server: 'MBX01', onFault });
}

async function queued(id: string, nextHop: NextHop): Promise<string> {
  const queue = queueNameOf(nextHop);
  const copy = { number: '0', queue, recipients: [], attempts: 0 };
  await database.transaction().enqueue({ id, copy, receivedAt: 1, nextHop }).commit();
  return queue;
}

/** What a process that has just started makes of it. */
async function readBack(queue: string): Promise<NextHop | undefined> {
  const later = await open();
  await later.nextHops.read([queue]);
  later.close();
  return later.nextHops.of(queue);
}

const stored = (queue: string) => redis.hgetall(database.keys.nextHop(queue));
const listed = async (queue: string) => (await catalog.list()).find(({ name }) => name === queue);

describe('what a queue stands for', () => {
  it('is stored with its first message, and every process reads the same', async () => {
    const queue = await queued('1', toDomain);
    expect(await stored(queue)).toEqual({
      deliveryType: 'DnsConnectorDelivery',
      domain: 'example.com',
      connector,
      rowId: '1',
    });
    expect(database.nextHops.of(queue)).toEqual(toDomain);
    expect(await readBack(queue)).toEqual(toDomain);
  });

  it('is written once: later messages leave it alone', async () => {
    const queue = await queued('1', toDomain);
    await redis.hset(database.keys.nextHop(queue), 'domain', 'seen.example');
    await queued('2', toDomain);
    expect((await stored(queue))['domain']).toBe('seen.example');
  });

  it('is listed in all its parts', async () => {
    expect(await listed(await queued('1', toDomain))).toMatchObject({
      deliveryType: 'DnsConnectorDelivery',
      nextHopDomain: 'example.com',
      nextHopConnector: connector,
      nextHopCategory: 'External',
      messageCount: 1,
    });
  });

  it('tells two connectors to one domain apart', async () => {
    const first = await queued('1', toDomain);
    const second = await queued('2', nextHopTo('DnsConnectorDelivery', 'example.com', other));
    expect(second).not.toBe(first);
    expect([(await listed(first))?.messageCount, (await listed(second))?.messageCount]).toEqual([1, 1]);
    expect((await listed(first))?.identity).toBe(`MBX01\\example.com@${connector}`);
    expect((await listed(second))?.identity).toBe(`MBX01\\example.com@${other}`);
    expect((await database.claim(first)).lease?.jobId).toBe('1-0');
    expect((await database.claim(second)).lease?.jobId).toBe('2-0');
  });

  it('has a number that is its own for as long as the queue exists', async () => {
    const first = await queued('1', toDomain);
    const second = await queued('2', db01);
    await queued('3', toDomain);
    expect([(await listed(first))?.rowId, (await listed(second))?.rowId]).toEqual([1, 2]);
    await redis.del(database.keys.nextHop(first));
    await queued('4', toDomain);
    expect((await listed(first))?.rowId).toBe(3);
    expect((await listed(submissionQueue))?.rowId).toBeUndefined();
  });

  it('leaves the queues that lead nowhere the identities that they have in Exchange', async () => {
    expect((await listed(submissionQueue))?.identity).toBe('MBX01\\Submission');
    expect((await listed(unreachableQueue))?.identity).toBe('MBX01\\Unreachable');
  });

  it('needs no reading where the queue leads nowhere', () => {
    const domains = [submissionQueue, unreachableQueue, poisonQueue].map(
      (queue) => database.nextHops.of(queue)?.domain,
    );
    expect(domains).toEqual(['Submission', 'Unreachable Domain', 'Poison Message']);
  });
});

describe('a queue of another version', () => {
  it('that stored no next hop is known by its name, and has one from its next message on', async () => {
    const queue = 'SmtpDeliveryToMailbox.DB01';
    await redis.zadd(database.keys.nextHops, 0, queue);
    expect(await readBack(queue)).toEqual(db01);
    expect(await listed(queue)).toMatchObject({
      deliveryType: 'SmtpDeliveryToMailbox',
      nextHopDomain: 'DB01',
    });
    await queued('1', db01);
    expect(await stored(queue)).toMatchObject({ deliveryType: 'SmtpDeliveryToMailbox', domain: 'DB01' });
  });

  it('with a delivery type that this one does not know is listed, and served by nobody here', async () => {
    const queue = 'TubePost.Basement';
    await redis.zadd(database.keys.nextHops, 0, queue);
    await redis.hset(database.keys.nextHop(queue), { deliveryType: 'TubePost', domain: 'Basement' });
    expect(await readBack(queue)).toBeUndefined();
    expect(await listed(queue)).toMatchObject({ deliveryType: 'Undefined', nextHopDomain: queue });
  });
});
