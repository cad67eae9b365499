import { localAdministrator, Operations, searchAdminAuditLog } from '@mailyard/operations';
import { type TestRedis } from '@mailyard/testing';
import { Queue } from 'bullmq';

import { login, WebPages } from '../spec-support/web-pages.js';

interface BoardQueues {
  readonly queues: readonly { readonly name: string }[];
}

describe('Bull Board', () => {
  let pages: WebPages;
  let redis: TestRedis;
  let url: string;
  beforeAll(async () => {
    pages = await WebPages.start();
    ({ redis, url } = pages);
  }, 30_000);
  afterAll(() => pages.stop());

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

  it('orders what it changes in the name of who is signed in, which is on record', async () => {
    const admin = redis.client();
    const queue = 'SmtpDeliveryToMailbox.DB80';
    await admin.zadd('{mailyard:MBX01}:nexthops', 0, queue);
    const jobs = new Queue(queue, { connection: redis.client(), prefix: '{mailyard:MBX01}' });
    await jobs.add('message', {}, { jobId: '83-0', delay: 3_600_000 });
    await admin.hset(
      '{mailyard:MBX01}:item:83',
      'copy:0',
      JSON.stringify({ number: '0', queue, recipients: [], attempts: 1 }),
    );
    for (const order of ['pause', 'resume', '83-0/promote', 'promote']) {
      expect((await change(`${queue}/${order}`, { Origin: url })).status).toBeLessThan(300);
    }
    expect(await jobs.getDelayedCount()).toBe(0);
    await jobs.close();
    const caller = localAdministrator();
    const entries = await pages.app.get(Operations).run(searchAdminAuditLog, { resultSize: 4 }, caller);
    expect(entries.map(({ operation, parameters }) => [operation, parameters])).toEqual([
      ['Retry-Queue', { queue }],
      ['Retry-Message', { id: '83', queue }],
      ['Resume-Queue', { queue }],
      ['Suspend-Queue', { queue }],
    ]);
    for (const entry of entries) {
      expect(entry).toMatchObject({ caller: 'admin', client: '127.0.0.1' });
      expect(entry).not.toHaveProperty('error');
    }
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
      statuses: ['latest', 'active', 'waiting', 'prioritized', 'delayed', 'paused'],
      jobs: [
        {
          name: 'ann@example.com Zähler (1 KB, Ready)',
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

  it('OWASP API4: a page has a thousand messages at most, whatever is asked for', async () => {
    const queue = 'SmtpDeliveryToMailbox.DB81';
    await redis.client().zadd('{mailyard:MBX01}:nexthops', 0, queue);
    const jobs = new Queue(queue, { connection: redis.client(), prefix: '{mailyard:MBX01}' });
    const many = Array.from({ length: 1_001 }, (_, at) => ({ jobId: `${at + 100}-0` }));
    await jobs.addBulk(many.map((opts) => ({ name: 'message', data: {}, opts })));
    await jobs.close();
    const path = `api/queues?activeQueue=${queue}&status=waiting&page=1&jobsPerPage=100000`;
    const board = (await (await fetch(`${url}/queues/${path}`, { headers: login })).json()) as BoardQueues;
    const shown = board.queues.find(({ name }) => name === queue) as { jobs?: unknown } | undefined;
    expect(shown?.jobs).toHaveLength(1_000);
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
