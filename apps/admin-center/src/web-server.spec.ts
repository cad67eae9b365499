import type { TestRedis } from '@mailyard/testing';

import { login, WebPages } from './spec-support/web-pages.js';

describe('the web pages', () => {
  let pages: WebPages;
  let redis: TestRedis;
  let url: string;
  beforeAll(async () => {
    pages = await WebPages.start();
    ({ redis, url } = pages);
  }, 30_000);
  afterAll(() => pages.stop());

  it.each(['/', '/dashboard', '/queues', '/queues/api/queues', '/health/more', '//', '/api/v1/queues'])(
    '%s needs the login',
    async (path) => {
      const refused = await fetch(url + path);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
      expect((await fetch(url + path, { headers: login })).status).not.toBe(401);
    },
  );

  it.each(['/', '/sign-in', '/queues', '/api', '/api/v1/session', '/health', '/nosuch'])(
    '%s is for nobody else’s page, and tells nobody where it was read',
    async (path) => {
      const { headers } = await fetch(url + path, { headers: login });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src '(?:none|self)'/);
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).not.toMatch(/unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe(path === '/sign-in' ? 'same-origin' : 'no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('keep a connection for longer than a proxy in front of them does', async () => {
    const { headers } = await fetch(`${url}/health`);
    expect(headers.get('keep-alive')).toBe('timeout=65');
  });

  it.each(['/nosuch', '/queues/nosuch', '/queues/api/nosuch'])('%s is not there', async (path) => {
    expect((await fetch(url + path, { headers: login })).status).toBe(404);
  });

  it('the page that was made by the server is no more: what it showed is on the dashboard', async () => {
    expect((await fetch(`${url}/overview`, { headers: login })).status).toBe(404);
  });

  it('tell of this process and its listener', async () => {
    const order = { method: 'POST', headers: { ...login, 'Content-Type': 'application/json' }, body: '{}' };
    const told = await (await fetch(`${url}/api/v1/operations/Get-Service`, order)).json();
    const listener = { endpoint: { address: '127.0.0.1', port: Number(new URL(url).port) } };
    expect(told).toContainEqual(
      expect.objectContaining({
        pid: process.pid,
        listeners: [expect.objectContaining(listener)],
      }),
    );
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
    const attention = await (await fetch(`${url}/api/v1/needs-attention`, { headers: login })).json();
    expect(attention).toMatchObject({ rows: [{ code: 'redis-away' }] });
    expect((await fetch(`${url}/queues`, { headers: login })).status).toBe(503);
    await redis.restart();
  });
});
