import { createBullBoard } from '@bull-board/api';
import { ExpressAdapter } from '@bull-board/express';
import { localAdministrator, Operations, searchAdminAuditLog } from '@mailyard/operations';
import type { TestRedis } from '@mailyard/testing';

import { login, WebPages } from '../spec-support/web-pages.js';

/** What each route that changes something orders; `absent`: its button is not there, and whoever asks all the same is refused. */
const orders: Readonly<Record<string, string>> = {
  'put /api/queues/pause': 'Suspend-Queue',
  'put /api/queues/resume': 'Resume-Queue',
  'put /api/queues/:queueName/pause': 'Suspend-Queue',
  'put /api/queues/:queueName/resume': 'Resume-Queue',
  'put /api/queues/:queueName/promote': 'Retry-Queue',
  'put /api/queues/:queueName/:jobId/promote': 'Retry-Message',
  'put /api/queues/:queueName/:jobId/clean': 'Remove-Message',
  'post /api/queues/:queueName/add': 'absent',
  'put /api/queues/:queueName/retry/:queueStatus': 'absent',
  'put /api/queues/:queueName/clean/:queueStatus': 'absent',
  'put /api/queues/:queueName/concurrency': 'absent',
  'put /api/queues/:queueName/rate-limit': 'absent',
  'put /api/queues/:queueName/rate-limit/release': 'absent',
  'put /api/queues/:queueName/empty': 'absent',
  'put /api/queues/:queueName/obliterate': 'absent',
  'put /api/queues/:queueName/job-schedulers/:schedulerId/remove': 'absent',
  'patch /api/queues/:queueName/job-schedulers/:schedulerId': 'absent',
  'put /api/queues/:queueName/job-schedulers/:schedulerId/run': 'absent',
  'put /api/queues/:queueName/:jobId/retry': 'absent',
  'patch /api/queues/:queueName/:jobId/update-data': 'absent',
  'patch /api/queues/:queueName/:jobId/delay': 'absent',
  'patch /api/queues/:queueName/:jobId/priority': 'absent',
  'put /api/queues/:queueName/:jobId/remove-unprocessed-children': 'absent',
};

type Routes = Parameters<ExpressAdapter['setApiRoutes']>[0];

/** As Bull Board tells the adapter of its server. */
function registered(): readonly string[] {
  let told: Routes = [];
  const adapter = new ExpressAdapter();
  adapter.setApiRoutes = (routes) => {
    told = routes;
    return adapter;
  };
  createBullBoard({ queues: [], serverAdapter: adapter });
  return told.flatMap(({ method, route }) =>
    [method].flat().flatMap((verb) => [route].flat().map((path) => `${verb} ${path}`)),
  );
}

const prefix = '{mailyard:MBX01}';
const queue = 'SmtpDeliveryToMailbox.DB90';
const job = '90-0';
const key = (type: string) => `${prefix}:${queue}:${type}`;

describe('every route of the installed Bull Board', () => {
  let pages: WebPages;
  let redis: TestRedis;
  beforeAll(async () => {
    pages = await WebPages.start();
    ({ redis } = pages);
  }, 30_000);
  afterAll(() => pages.stop());
  beforeEach(async () => {
    const client = redis.client();
    for (const key of await client.keys(`${prefix}:*`)) await client.del(key);
    await waiting();
  });

  /** A message that waits for its own next attempt, as hubs store it. */
  async function waiting(): Promise<void> {
    const client = redis.client();
    const copy = {
      number: '0',
      queue,
      recipients: [{ path: { localPart: 'bob', domain: 'contoso.com' } }],
      attempts: 1,
    };
    const header = 'Subject: pressed\r\n\r\n';
    const message = {
      envelope: {
        reversePath: { localPart: 'ann', domain: 'contoso.com' },
        recipients: [],
        body: '7BIT',
        smtpUtf8: false,
      },
      source: { peer: { ip: '192.0.2.1' } },
      messageId: '<1@example.com>',
      sizeBytes: header.length,
      content: { store: 'redis', bytes: 0 },
      receivedAt: Date.now(),
      subject: 'pressed',
    };
    await client.hset(`${prefix}:item:90`, {
      message: JSON.stringify(message),
      header,
      content: '',
      copies: 1,
      'copy:0': JSON.stringify(copy),
    });
    await client.zadd(`${prefix}:items`, Date.now(), '90');
    await client.zadd(`${prefix}:nexthops`, 0, queue);
    const hash = { name: 'message', data: JSON.stringify(copy), opts: '{}', timestamp: Date.now(), delay: 1 };
    await client.hset(`${prefix}:${queue}:${job}`, hash);
    await client.zadd(`${prefix}:${queue}:delayed`, (Date.now() + 3_600_000) * 4096, job);
  }

  /** Where it is, which must be one place. */
  async function places(): Promise<readonly string[]> {
    const client = redis.client();
    const [wait, active, delayed, others] = await Promise.all([
      client.lrange(key('wait'), '0', '-1'),
      client.lrange(key('active'), '0', '-1'),
      client.zrange(key('delayed'), '0', '-1'),
      Promise.all(
        ['prioritized', 'completed', 'failed', 'suspended'].map((type) =>
          client.zrange(key(type), '0', '-1'),
        ),
      ),
    ]);
    const exists = (await client.exists(`${prefix}:item:90`, key(job))) === 2;
    const named = { wait, active, delayed, other: others.flat() };
    return Object.entries(named).flatMap(([place, jobs]) => jobs.map((id) => `${place} ${id} ${exists}`));
  }

  /** The operations of the audit log, the oldest first. */
  async function ordered(): Promise<readonly string[]> {
    const caller = localAdministrator();
    const entries = await pages.app.get(Operations).run(searchAdminAuditLog, { resultSize: 1000 }, caller);
    return entries.map(({ operation }) => operation).toReversed();
  }

  /** How many other messages there are: notifications. */
  async function notified(): Promise<number> {
    const ids = await redis.client().zrange(`${prefix}:items`, '0', '-1');
    return ids.filter((id) => id !== '90').length;
  }

  async function press(route: string): Promise<Response> {
    const [method = '', path = ''] = route.split(' ');
    const values = { queueName: queue, jobId: job, queueStatus: 'delayed', schedulerId: job };
    const filled = Object.entries(values).reduce(
      (text, [name, value]) => text.replace(`:${name}`, value),
      path,
    );
    return fetch(`${pages.url}/queues${filled}`, {
      method: method.toUpperCase(),
      headers: { ...login, Origin: pages.url, 'Content-Type': 'application/json' },
      ...(method === 'get'
        ? {}
        : { body: '{"name":"x","data":{},"delay":1,"priority":1,"concurrency":1,"max":1,"duration":1}' }),
    });
  }

  it('is known here: a new one must be judged before it is offered', () => {
    const changing = registered().filter((route) => !route.startsWith('get '));
    expect(changing.toSorted()).toEqual(Object.keys(orders).toSorted());
  });

  it.each(registered().filter((route) => route.startsWith('get ')))('%s changes nothing', async (route) => {
    const before = await places();
    await press(route);
    expect(await places()).toEqual(before);
    expect(before).toEqual([`delayed ${job} true`]);
  });

  it.each(Object.entries(orders))('%s: %s', async (route, operation) => {
    // Only what is suspended is resumed where all queues are.
    if (operation === 'Resume-Queue') await press(route.replace('resume', 'pause'));
    const before = await ordered();
    const { status } = await press(route);
    expect({ refused: status === 403, carriedOut: status < 300 }).toEqual({
      refused: operation === 'absent',
      carriedOut: operation !== 'absent',
    });
    // A button of all queues is an order for each.
    const since = (await ordered()).slice(before.length);
    expect([...new Set(since)]).toEqual(operation === 'absent' ? [] : [operation]);
  });

  /** From where it is among those that are delayed, to where hubs would find it. */
  const states: Readonly<Record<string, (client: ReturnType<TestRedis['client']>) => Promise<unknown>>> = {
    'waits for its next attempt': () => Promise.resolve(),
    'waits for its turn': async (client) => {
      await client.zrem(key('delayed'), job);
      await client.lpush(key('wait'), job);
    },
    'waits for its turn among priorities': async (client) => {
      await client.zrem(key('delayed'), job);
      await client.zadd(key('prioritized'), 1, job);
    },
    'is suspended': async (client) => {
      await client.hset(key(job), 'suspended', 'administrator');
      await client.zrem(key('delayed'), job);
      await client.zadd(key('suspended'), 1, job);
    },
    'is being delivered': async (client) => {
      await client.zrem(key('delayed'), job);
      await client.lpush(key('active'), job);
      await client.set(key(`${job}:lock`), 'hub:1', 'PX', 60_000);
    },
  };

  describe.each(Object.entries(states))('a message that %s', (state, put) => {
    it.each(Object.entries(orders))(
      'is in one place, or removed and told of: %s',
      async (route, operation) => {
        await put(redis.client());
        await press(route);
        const found = (await places()).map((place) => place.replace(/^\w+/, 'somewhere'));
        // What is on its way goes if the attempt fails.
        const removed = operation === 'Remove-Message' && state !== 'is being delivered';
        expect(found).toEqual(removed ? [] : [`somewhere ${job} true`]);
        expect(await redis.client().exists(`${prefix}:item:90`)).toBe(removed ? 0 : 1);
        expect(await notified()).toBe(removed ? 1 : 0);
      },
    );
  });

  it.each([
    'clean/promote',
    'retry/clean',
    'CLEAN/delayed',
    'clean/delayed/',
    '%63lean/promote',
    `${job}/CLEAN/`,
  ])('what looks like another one is none: %s', async (path) => {
    expect((await press(`put /api/queues/:queueName/${path}`)).status).toBe(403);
    expect(await places()).toEqual([`delayed ${job} true`]);
  });

  it('twice pressed is once done', async () => {
    const route = 'put /api/queues/:queueName/:jobId/clean';
    const answers = await Promise.all([press(route), press(route), press(route)]);
    expect(answers.map(({ status }) => status)).toContain(204);
    expect(await notified()).toBe(1);
  });

  it('shows a message that was put aside since it is suspended, and removes it', async () => {
    const client = redis.client();
    await client.hset(`${prefix}:${queue}:${job}`, 'suspended', 'administrator');
    await client.zrem(`${prefix}:${queue}:delayed`, job);
    await client.zadd(`${prefix}:${queue}:suspended`, 1, job);
    interface Board {
      readonly queues: readonly {
        readonly name: string;
        readonly counts: Readonly<Record<string, number>>;
        readonly jobs: readonly { readonly id: string; readonly name: string }[];
      }[];
    }
    const read = async (path: string): Promise<unknown> =>
      (await fetch(`${pages.url}/queues/api/queues${path}`, { headers: login })).json();
    for (const status of ['paused', 'latest']) {
      const { queues } = (await read(`?activeQueue=${queue}&status=${status}`)) as Board;
      const shown = queues.find(({ name }) => name === queue);
      expect(shown?.counts['paused']).toBe(1);
      expect(shown?.jobs.map(({ id, name }) => [id, name])).toEqual([
        [job, 'ann@contoso.com pressed (1 KB, Suspended)'],
      ]);
    }
    expect(await read(`/${queue}/${job}`)).toMatchObject({ status: 'paused' });
    expect((await press('put /api/queues/:queueName/:jobId/clean')).status).toBeLessThan(300);
    expect(await places()).toEqual([]);
  });
});
