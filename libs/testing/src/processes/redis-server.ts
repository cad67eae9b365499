import { join } from 'node:path';

import { Redis } from 'ioredis';

import { startProcess, type RunningProcess } from './running-process.js';
import { tempDir } from '../temp-dir.js';

export interface RedisOptions {
  /** Where the data is; kept by `stop()`. Default: a fresh directory that `stop()` removes. */
  readonly dir?: string;
  /** Other settings than the strict ones, for tests of durability: `{ appendfsync: 'everysec' }`. */
  readonly config?: Readonly<Record<string, string>>;
}

/** A redis-server of its own, on a Unix socket, with the durability that Mailyard asks for. */
export interface TestRedis {
  /** `unix:/path`, as MAILYARD_REDIS_URL takes it. */
  readonly url: string;
  readonly socket: string;
  readonly dir: string;
  readonly pid: number;
  /** A new client; closed by `stop()`. */
  client(): Redis;
  /** SIGKILL: what was not fsynced may be gone. */
  kill(): Promise<void>;
  /** Starts again on the same data and socket, after `kill()` or while running. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(options: RedisOptions = {}): Promise<TestRedis> {
  const temporary = options.dir === undefined ? await tempDir('mailyard-redis') : undefined;
  const dir = options.dir ?? temporary?.path ?? '';
  const socket = join(dir, 'redis.sock');
  const clients: Redis[] = [];
  let server = await launch(dir, socket, options.config);
  return {
    url: `unix:${socket}`,
    socket,
    dir,
    get pid() {
      return server.pid;
    },
    client() {
      const client = new Redis(socket, { maxRetriesPerRequest: null, disconnectTimeout: 100 });
      // A client of a killed server reconnects by itself; without a listener ioredis prints each attempt.
      client.on('error', () => undefined);
      clients.push(client);
      return client;
    },
    async kill() {
      await server.kill();
    },
    async restart() {
      if (server.running) await server.stop();
      server = await launch(dir, socket, options.config);
    },
    async stop() {
      for (const client of clients) client.disconnect();
      if (server.running) await server.stop();
      await temporary?.remove();
    },
  };
}

function launch(
  dir: string,
  socket: string,
  config: Readonly<Record<string, string>> = {},
): Promise<RunningProcess> {
  const settings = {
    port: '0',
    unixsocket: socket,
    dir,
    appendonly: 'yes',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
    save: '',
    ...config,
  };
  return startProcess({
    command: 'redis-server',
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    readyWhen: /ready to accept connections/i,
  });
}
