import { createLogger, readSettings, type ServiceProcess } from '@mailyard/service';
import { freePortOffset, startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';

import { AppModule } from '../app.module.js';
import { guardPages, listen } from '../web-server.js';

export const password = 'pass:word';

/** Headers that sign the administrator in. */
export const login = { Authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}` };

/** The web pages of the example organization, on a Redis of their own. */
export class WebPages {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly redis: TestRedis;
  readonly #dir: TempDir;
  readonly #environment: Environment;

  private constructor({ app, url, redis, dir, environment }: Opened) {
    this.app = app;
    this.url = url;
    this.redis = redis;
    this.#dir = dir;
    this.#environment = environment;
  }

  static async start(environment: Environment = {}): Promise<WebPages> {
    const [redis, dir] = await Promise.all([startRedis(), tempDir()]);
    process.env['MAILYARD_DEMO_PASSWORD'] = 'demo';
    return new WebPages({ redis, dir, environment, ...(await serve(redis, dir, environment)) });
  }

  /** Another replica of the admin centre. */
  async replica(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
    const { app, url } = await serve(this.redis, this.#dir, this.#environment);
    return { url, stop: () => app.close() };
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.redis.stop();
    await this.#dir.remove();
  }
}

/** Settings beside those that a test needs. */
type Environment = Readonly<Record<string, string>>;

interface Opened extends Pick<WebPages, 'app' | 'url' | 'redis'> {
  readonly dir: TempDir;
  readonly environment: Environment;
}

async function serve(
  redis: TestRedis,
  dir: TempDir,
  environment: Environment,
): Promise<Pick<Opened, 'app' | 'url'>> {
  const offset = await freePortOffset([8080]);
  const settings = readSettings({
    ...environment,
    MAILYARD_REDIS_URL: redis.url,
    MAILYARD_DATA_DIR: dir.path,
    MAILYARD_PORT_OFFSET: String(offset),
  });
  const logger = createLogger('admin-center', { level: 'silent' });
  const instance = `test-${offset}`;
  const service: ServiceProcess = { service: 'admin-center', settings, logger, instance };
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(service, password), {
    logger: false,
    bodyParser: false,
    forceCloseConnections: true,
  });
  guardPages(app);
  await listen(app, { settings, instance });
  return { app, url: `http://127.0.0.1:${8080 + offset}` };
}
