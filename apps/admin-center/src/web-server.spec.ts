import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { readSettings, type Settings } from '@mailyard/directory';
import { createLogger } from '@mailyard/telemetry';
import { freePortOffset, startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import { AppModule } from './app.module.js';
import { guardPages, listen } from './web-server.js';

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
      AppModule.forRoot({ settings, logger, instance: 'test' }),
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
    expect(await health.json()).toMatchObject({ status: 'error', redis: 'ok' });
  });

  it('gives Prometheus the depth of the queues', async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^mailyard_queue_messages\{queue="MBX01\\\\Submission"[^}]*\} 0$/m);
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
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ redis: 'away' });
    expect(await (await fetch(url, { headers: login })).text()).toContain('Redis does not answer');
    expect((await fetch(`${url}/queues`, { headers: login })).status).toBe(503);
    await redis.restart();
  });
});
