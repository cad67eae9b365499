import { ServiceRegistry, type ServiceInstance } from '@mailyard/service';
import { eventually } from '@mailyard/testing';

import { EventReader } from '../spec-support/event-reader.js';
import { login, password, WebPages } from '../spec-support/web-pages.js';

let pages: WebPages;
const readers: EventReader[] = [];
beforeAll(async () => (pages = await WebPages.start()), 30_000);
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});
afterAll(() => pages.stop());

async function listen(topics: string, lastEventId?: string): Promise<EventReader> {
  const reader = await EventReader.open(`${pages.url}/api/v1/events?topics=${encodeURIComponent(topics)}`, {
    ...login,
    ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
  });
  readers.push(reader);
  return reader;
}

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${pages.url}/api/v1${path}`, { headers: login, ...init });

/** A process that is there as long as its heartbeat counts. */
async function announced(id: string): Promise<ServiceRegistry> {
  const client = pages.redis.client();
  const registry = new ServiceRegistry({ redis: client, heartbeatMs: 200 });
  const instance: ServiceInstance = {
    id,
    service: 'hub-transport',
    server: 'MBX01',
    host: 'host-1',
    pid: 4711,
    address: '127.0.0.1',
    listeners: [],
    state: 'Active',
    startedAt: new Date().toISOString(),
    version: '0',
  };
  await registry.announce(instance);
  return registry;
}

async function changeComment(comment: string): Promise<void> {
  const change = { method: 'PATCH', body: JSON.stringify({ Comment: comment }) };
  const path = `/receive-connectors/${encodeURIComponent('Default Frontend MBX01')}`;
  const headers = { ...login, 'Content-Type': 'application/json' };
  expect((await ask(path, { ...change, headers })).status).toBe(200);
}

describe('GET /events (WHATWG HTML §9.2)', () => {
  it('tells of a process that comes, and when it goes', async () => {
    const reader = await listen('services,directory');
    expect(reader.type).toMatch(/^text\/event-stream/);
    expect(await reader.event('open')).toMatchObject({ topics: ['services', 'directory'] });
    const registry = await announced('hub-9');
    const come = await reader.event('services', ({ changed }) => JSON.stringify(changed).includes('hub-9'));
    expect(come).toMatchObject({ topic: 'services', changed: [{ key: 'hub-9', row: { pid: 4711 } }] });
    await registry.withdraw();
    expect(await reader.event('services', ({ removed }) => removed.includes('hub-9'))).toMatchObject({
      removed: ['hub-9'],
    });
  });

  it('tells whoever comes back what has happened meanwhile, each row once', async () => {
    const first = await listen('directory,services');
    await first.event('open');
    await changeComment('one');
    await first.event('directory');
    const { lastEventId } = first;
    first.close();
    await changeComment('two');
    await changeComment('three');
    const { headers } = await ask('/accepted-domains');
    const revision = Number(JSON.parse(headers.get('etag') ?? ''));
    const second = await listen('directory,services', lastEventId);
    await second.event('open');
    expect(await second.event('directory')).toMatchObject({
      changed: [{ key: 'organization', row: { revision } }],
    });
    expect(second.names).not.toContain('reload');
  });

  it('tells whoever comes back to another process, or too late, to load everything anew', async () => {
    for (const id of ['0123456789ab-7', 'nonsense']) {
      const reader = await listen('directory,queues', id);
      expect(await reader.event('reload')).toEqual({ topics: ['directory', 'queues'] });
      await changeComment(`after ${id}`);
      await reader.event('directory');
      expect(reader.names.filter((name) => name === 'reload')).toHaveLength(1);
    }
  });

  it('looks at nothing when nobody listens', async () => {
    const reader = await listen('operations');
    await reader.event('open');
    const calls = async () =>
      (await pages.redis.client().info('commandstats')).match(/cmdstat_zrevrange:calls=(\d+)/)?.[1];
    const before = await calls();
    expect(await eventually(async () => (await calls()) !== before)).toBe(true);
    reader.close();
    // What is under way may end; then it stands still for longer than a look is apart from the next.
    let last = await calls();
    let still = 0;
    expect(
      await eventually(async () => {
        const now = await calls();
        still = now === last ? still + 1 : 0;
        last = now;
        return still > 60;
      }),
    ).toBe(true);
  });

  it.each([
    ['?topics=weather', 400, 'topics: weather is none of'],
    ['?topics=', 400, 'topics: any of'],
    ['', 400, 'topics'],
    ['?topics=messages', 400, 'topics: messages is none of'],
    ['?topics=messages:x', 422, 'this search is forgotten'],
    ['?topics=queues:x', 400, 'topics: queues:x is none of'],
  ])('%s is refused with %d', async (query, status, detail) => {
    const refused = await ask(`/events${query}`);
    const problem = (await refused.json()) as { detail: string };
    expect([refused.status, problem.detail]).toEqual([status, expect.stringContaining(detail)]);
  });

  it('ends with the session of whoever listens', async () => {
    const body = JSON.stringify({ name: 'admin', password });
    const headers = { 'Content-Type': 'application/json' };
    const opened = await fetch(`${pages.url}/api/v1/session`, { method: 'POST', body, headers });
    const { csrfToken } = (await opened.json()) as { csrfToken: string };
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const reader = await EventReader.open(`${pages.url}/api/v1/events?topics=services`, { Cookie: cookie });
    readers.push(reader);
    await reader.event('open');
    const own = { Cookie: cookie, 'X-XSRF-TOKEN': csrfToken, Origin: pages.url };
    const ended = await fetch(`${pages.url}/api/v1/session`, { method: 'DELETE', headers: own });
    expect([ended.status, reader.ended]).toEqual([204, false]);
    expect(await eventually(() => reader.ended)).toBe(true);
  });

  it('HEAD tells the type, and ends', async () => {
    const head = await ask('/events?topics=queues', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/event-stream/),
    ]);
  });
});
