import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Directory, type Organization } from '@mailyard/directory';
import { readSettings, ServiceRegistry, type ServiceInstance, type Settings } from '@mailyard/service';
import { createLogger } from '@mailyard/service';
import {
  eventually,
  freePortOffset,
  startRedis,
  tempDir,
  type TempDir,
  type TestRedis,
} from '@mailyard/testing';

import { Queue } from 'bullmq';

import { AppModule } from './app.module.js';
import { guardPages, listen } from './web-server.js';

interface BoardQueues {
  readonly queues: readonly { readonly name: string }[];
}

describe('the web pages', () => {
  const password = 'pass:word';
  const login = { Authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}` };
  let redis: TestRedis;
  let dir: TempDir;
  let app: NestExpressApplication;
  let settings: Settings;
  let url: string;

  beforeAll(async () => {
    [redis, dir] = await Promise.all([startRedis(), tempDir()]);
    const offset = await freePortOffset([8080]);
    settings = readSettings({
      MAILYARD_REDIS_URL: redis.url,
      MAILYARD_DATA_DIR: dir.path,
      MAILYARD_PORT_OFFSET: String(offset),
      MAILYARD_DEMO_PASSWORD: 'demo',
    });
    process.env['MAILYARD_DEMO_PASSWORD'] = 'demo';
    const logger = createLogger('admin-center', { level: 'silent' });
    app = await NestFactory.create<NestExpressApplication>(
      AppModule.forRoot({ service: 'admin-center', settings, logger, instance: 'test' }),
      { logger: false, bodyParser: false, forceCloseConnections: true },
    );
    guardPages(app, password);
    await listen(app, { settings, instance: 'test' });
    url = `http://127.0.0.1:${8080 + offset}`;
  });
  afterAll(async () => {
    await app.close();
    await redis.stop();
    await dir.remove();
  });

  it.each(['/', '/queues', '/queues/api/queues', '/health/more', '//', '/api/v1/queues'])(
    '%s needs the login',
    async (path) => {
      const refused = await fetch(url + path);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
      expect((await fetch(url + path, { headers: login })).status).not.toBe(401);
    },
  );

  it('shows this process and its listener on the first page', async () => {
    const page = await (await fetch(url, { headers: login })).text();
    expect(page).toContain(String(process.pid));
    expect(page).toContain(`127.0.0.1:${new URL(url).port}`);
    expect(page).toContain('MBX01\\Submission');
  });

  it('tells monitors without a login that services are missing', async () => {
    const health = await fetch(`${url}/health`);
    expect(health.status).toBe(503);
    expect(await health.json()).toEqual({ status: 'error' });
    const details = await (await fetch(`${url}/health`, { headers: login })).json();
    expect(details).toMatchObject({ status: 'error', redis: 'ok', services: expect.anything() });
    const wrong = { Authorization: `Basic ${Buffer.from('admin:wrong').toString('base64')}` };
    expect((await fetch(`${url}/health`, { headers: wrong })).status).toBe(401);
  });

  it('give metrics without a login to this machine only, not through a proxy on it', async () => {
    expect((await fetch(`${url}/metrics`)).status).toBe(200);
    for (const name of ['X-Forwarded-For', 'X-Forwarded-Proto', 'Forwarded', 'Via', 'X-Real-IP']) {
      const proxied = await fetch(`${url}/metrics`, { headers: { [name]: '192.0.2.1' } });
      expect(proxied.status).toBe(401);
    }
  });

  it('gives Prometheus the depth of the queues', async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^mailyard_queue_messages\{queue="MBX01\\\\Submission"[^}]*\} 0$/m);
  });

  describe('what keeps mail from moving', () => {
    const codes = async (): Promise<readonly string[]> => {
      const health = await (await fetch(`${url}/health`, { headers: login })).json();
      return (health as { degradations: { code: string }[] }).degradations.map(({ code }) => code);
    };
    const told = (code: string): Promise<true> => eventually(async () => (await codes()).includes(code));
    const over = (code: string): Promise<true> => eventually(async () => !(await codes()).includes(code));
    const prefix = '{mailyard:MBX01}';

    it('is in health, on the first page and in the metrics, and goes when it is over: a queue in Retry', async () => {
      const admin = redis.client();
      const queue = 'SmtpDeliveryToMailbox.DB09';
      await admin.lpush(`${prefix}:${queue}:wait`, '1-0');
      await admin.hset(`${prefix}:nexthop:${queue}`, {
        domain: 'DB09',
        retryCount: 1,
        lastError: '441 refused',
      });
      await admin.zadd(`${prefix}:nexthops`, 0, queue);
      expect(await told('queue-in-retry')).toBe(true);
      expect(await (await fetch(url, { headers: login })).text()).toContain('441 refused');
      const metrics = await (await fetch(`${url}/metrics`, { headers: login })).text();
      expect(metrics).toMatch(/^mailyard_degradations\{[^}]*code="queue-in-retry"[^}]*\} 1$/m);
      expect(metrics).toMatch(/^mailyard_queue_status\{queue="MBX01\\\\DB09",status="Retry"[^}]*\} 1$/m);
      await admin.hdel(`${prefix}:nexthop:${queue}`, 'retryCount', 'lastError');
      expect(await over('queue-in-retry')).toBe(true);
    });

    it('is a message in Unreachable, a suspended queue', async () => {
      const admin = redis.client();
      await admin.lpush(`${prefix}:Unreachable:wait`, '2-0');
      await admin.hset(`${prefix}:Submission:meta`, 'paused', 1);
      expect(await told('queue-unreachable')).toBe(true);
      expect(await told('queue-suspended')).toBe(true);
      await admin.del(`${prefix}:Unreachable:wait`, `${prefix}:Submission:meta`);
      expect(await over('queue-unreachable')).toBe(true);
      expect(await over('queue-suspended')).toBe(true);
    });

    it('is Redis that has nearly no memory left', async () => {
      const admin = redis.client();
      const used = Number(/used_memory:(\d+)/.exec(await admin.info('memory'))?.[1]);
      await admin.config('SET', 'maxmemory', Math.round(used * 1.05));
      expect(await told('redis-memory')).toBe(true);
      await admin.config('SET', 'maxmemory', 0);
      expect(await over('redis-memory')).toBe(true);
    });

    it.each([
      { of: 'a server', find: (server: Organization) => server.receiveConnectors('MBX01')[0] },
      { of: 'Mailbox Delivery', find: (server: Organization) => server.mailboxDeliveryConnector('MBX01') },
    ])('is a connector of $of that is disabled', async ({ find }) => {
      const directory = app.get(Directory);
      const connector = find(directory.organization);
      if (connector === undefined) throw new Error('there is no connector');
      await directory.put({ ReceiveConnectors: [{ ...connector, Enabled: false }] });
      expect(await told('connector-disabled')).toBe(true);
      await directory.put({ ReceiveConnectors: [connector] });
      expect(await over('connector-disabled')).toBe(true);
    });

    it('is a hub that was killed', async () => {
      const client = redis.client();
      const hub = new ServiceRegistry({ redis: client });
      await hub.announce({ ...instanceOf(), id: 'hub', service: 'hub-transport', host: 'hub-9', pid: 99 });
      client.disconnect();
      expect(await told('service-gone')).toBe(true);
      const next = new ServiceRegistry({ redis: redis.client() });
      await next.announce({ ...instanceOf(), id: 'next', service: 'hub-transport', pid: 100 });
      expect(await over('service-gone')).toBe(true);
      await next.withdraw();
    });

    it('tells the age of the oldest message', async () => {
      await redis.client().zadd(`${prefix}:items`, Date.now() - 90_000, '1');
      const metrics = await (await fetch(`${url}/metrics`, { headers: login })).text();
      const [, age] = /^mailyard_oldest_message_age_seconds\{[^}]*\} ([\d.]+)$/m.exec(metrics) ?? [];
      expect(Number(age)).toBeGreaterThanOrEqual(90);
      expect(Number(age)).toBeLessThan(120);
    });
  });

  describe('Bull Board', () => {
    const change = (path: string, headers: Record<string, string>): Promise<Response> =>
      fetch(`${url}/queues/api/queues/${path}`, { method: 'PUT', headers: { ...login, ...headers } });

    it('shows a queue that came into being after the start', async () => {
      await redis.client().zadd('{mailyard:MBX01}:nexthops', 0, 'SmtpDeliveryToMailbox.DB77');
      const board = await (await fetch(`${url}/queues/api/queues`, { headers: login })).text();
      expect(board).toContain('SmtpDeliveryToMailbox.DB77');
    });

    it('suspends a queue for our own page only', async () => {
      const paused = (): Promise<number> =>
        redis.client().hexists('{mailyard:MBX01}:Unreachable:meta', 'paused');
      expect((await change('Unreachable/pause', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
      expect((await change('Unreachable/pause', {})).status).toBe(403);
      expect(await paused()).toBe(0);
      expect((await change('Unreachable/pause', { Origin: url })).status).toBe(200);
      expect(await paused()).toBe(1);
    });

    it('shows a message as it is now, by sender and subject, though its job is what was queued', async () => {
      const admin = redis.client();
      const queue = 'SmtpDeliveryToMailbox.DB78';
      const recipients = ['alice', 'bob'].map((localPart) => ({
        path: { localPart, domain: 'contoso.com' },
      }));
      const copy = { number: '0', queue, recipients, attempts: 0 };
      const header = 'Subject: =?utf-8?q?Z=C3=A4hler?=\r\n\r\n';
      const item = {
        envelope: { reversePath: { localPart: 'ann', domain: 'example.com' }, recipients },
        source: { peer: { ip: '192.0.2.1' } },
        messageId: '<1@example.com>',
        sizeBytes: header.length,
        content: { store: 'redis', bytes: 0 },
        receivedAt: 0,
      };
      await admin.zadd('{mailyard:MBX01}:nexthops', 0, queue);
      const jobs = new Queue(queue, { connection: redis.client(), prefix: '{mailyard:MBX01}' });
      await jobs.add('message', copy, { jobId: '77-0' });
      await jobs.close();
      const now = { ...copy, recipients: recipients.slice(1), attempts: 3, lastError: '452 4.2.2 full' };
      await admin.hset('{mailyard:MBX01}:item:77', {
        message: JSON.stringify(item),
        header,
        'copy:0': JSON.stringify(now),
      });
      const path = `api/queues?activeQueue=${queue}&status=waiting&page=1&jobsPerPage=10`;
      const board = (await (await fetch(`${url}/queues/${path}`, { headers: login })).json()) as BoardQueues;
      expect(board.queues.find(({ name }) => name === queue)).toMatchObject({
        activeRateLimitTtl: 0,
        hasWorkers: null,
        statuses: ['latest', 'active', 'waiting', 'delayed'],
        jobs: [
          {
            name: 'ann@example.com Zähler',
            attempts: 3,
            failedReason: '452 4.2.2 full',
            data: { recipients: ['bob@contoso.com'], client: '192.0.2.1' },
          },
        ],
      });
    });

    it('shows the messages of a queue although one of them is damaged, or its job', async () => {
      const admin = redis.client();
      const queue = 'SmtpDeliveryToMailbox.DB79';
      await admin.zadd('{mailyard:MBX01}:nexthops', 0, queue);
      const jobs = new Queue(queue, { connection: redis.client(), prefix: '{mailyard:MBX01}' });
      for (const jobId of ['81-0', '82-0']) await jobs.add('message', {}, { jobId });
      await jobs.close();
      await admin.hset('{mailyard:MBX01}:item:81', { message: '{"env', header: 'x', 'copy:0': '{"num' });
      await admin.hset(`{mailyard:MBX01}:${queue}:82-0`, 'data', '{"num');
      const path = `api/queues?activeQueue=${queue}&status=waiting&page=1&jobsPerPage=10`;
      const board = (await (await fetch(`${url}/queues/${path}`, { headers: login })).json()) as BoardQueues;
      const shown = board.queues.find(({ name }) => name === queue) as { jobs?: unknown } | undefined;
      expect(shown?.jobs).toHaveLength(2);
      expect(shown?.jobs).toMatchObject(
        expect.arrayContaining([
          expect.objectContaining({ id: '81-0', failedReason: expect.stringContaining('damaged') as string }),
          expect.objectContaining({ id: '82-0', name: 'damaged' }),
        ]) as object,
      );
    });

    it('asks no other host for anything', async () => {
      const page = await fetch(`${url}/queues`, { headers: login });
      expect(await page.text()).not.toMatch(/(?:href|src)="(?:https?:)?\/\//);
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'self'/);
    });

    it('cannot empty a queue', async () => {
      expect((await change('Unreachable/empty', { Origin: url })).status).toBe(403);
    });
  });

  it('cannot be guessed at: 429 after a few wrong passwords, yet not for whom the password has let in from there', async () => {
    const guess = (user: string, password: string) =>
      fetch(url, {
        headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
      });
    expect((await fetch(url, { headers: login })).status).toBe(200);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 20; attempt += 1) {
      statuses.push((await guess('root', `x${attempt}`)).status);
    }
    expect(statuses.slice(0, 11)).toEqual(Array<number>(11).fill(401));
    expect(statuses.slice(11)).toContain(429);
    const refused = await guess('root', 'x');
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect((await fetch(url, { headers: login })).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`, { headers: login })).text();
    expect(metrics).toMatch(/^mailyard_failed_sign_ins_total\{[^}]*reason="unknown account"[^}]*\} 11$/m);
  });

  it('say that Redis is away instead of waiting for it', async () => {
    await redis.kill();
    expect(await (await fetch(`${url}/health`, { headers: login })).json()).toMatchObject({ redis: 'away' });
    expect(await (await fetch(url, { headers: login })).text()).toContain('Redis does not answer');
    expect((await fetch(`${url}/queues`, { headers: login })).status).toBe(503);
    await redis.restart();
  });
});

/** What an instance says of itself, but for its identity. */
function instanceOf(): Omit<ServiceInstance, 'id' | 'service'> {
  return {
    server: 'MBX01',
    host: 'here',
    pid: 1,
    address: '127.0.0.1',
    listeners: [],
    state: 'Active',
    startedAt: new Date().toISOString(),
    version: '0',
  };
}
