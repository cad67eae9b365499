import { Directory, type Organization } from '@mailyard/directory';
import { ServiceRegistry, type ServiceInstance } from '@mailyard/service';
import { eventually, type TestRedis } from '@mailyard/testing';

import { login, WebPages } from '../spec-support/web-pages.js';

/** A process counts as gone after some seconds, which a busy machine makes more. */
const deadlineMs = 20_000;

describe('what keeps mail from moving', () => {
  let pages: WebPages;
  let redis: TestRedis;
  let url: string;
  beforeAll(async () => {
    pages = await WebPages.start();
    ({ redis, url } = pages);
  }, 30_000);
  afterAll(() => pages.stop());

  const codes = async (): Promise<readonly string[]> => {
    const health = await (await fetch(`${url}/health`, { headers: login })).json();
    return (health as { degradations: { code: string }[] }).degradations.map(({ code }) => code);
  };
  const told = (code: string): Promise<true> =>
    eventually(async () => (await codes()).includes(code), { deadlineMs });
  const over = (code: string): Promise<true> =>
    eventually(async () => !(await codes()).includes(code), { deadlineMs });
  const prefix = '{mailyard:MBX01}';

  it('is in health, among what needs attention and in the metrics, and goes when it is over: a queue in Retry', async () => {
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
    const attention = await fetch(`${url}/api/v1/needs-attention`, { headers: login });
    expect(await attention.text()).toContain('441 refused');
    const metrics = await (await fetch(`${url}/metrics`, { headers: login })).text();
    expect(metrics).toMatch(/^mailyard_degradations\{[^}]*code="queue-in-retry"[^}]*\} 1$/m);
    expect(metrics).toMatch(/^mailyard_queue_retries\{queue="MBX01\\\\DB09"[^}]*\} [1-9]\d*$/m);
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

  it.each([
    { of: 'a server', find: (server: Organization) => server.receiveConnectors('MBX01')[0] },
    { of: 'Mailbox Delivery', find: (server: Organization) => server.mailboxDeliveryConnector('MBX01') },
  ])('is a connector of $of that is disabled', async ({ find }) => {
    const directory = pages.app.get(Directory);
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
