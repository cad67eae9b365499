import { access } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import { Directory } from '@mailyard/directory';
import {
  connectRedis,
  privateRedisSocket,
  readSettings,
  redisReady,
  ServiceRegistry,
  type Log,
  type Settings,
} from '@mailyard/service';

import { Operations } from '../operations.js';
import { openContext, type OpenContext } from './redis-context.js';

// Long enough for a Redis that is just busy; whoever types a command waits no longer.
const connectMs = 5_000;

/** Lets a command line order something of the Mailyard that runs, and closes after it whatever it opened. */
export async function withOperations<T>(
  { environment, log }: { readonly environment: NodeJS.ProcessEnv; readonly log: Log },
  use: (operations: Operations) => Promise<T>,
): Promise<T> {
  const settings = await runningSettings(environment);
  const redis = connectRedis(settings, { role: 'request', name: 'organization' });
  let directory: Directory | undefined;
  let context: OpenContext | undefined;
  try {
    if (!(await isReady(redis))) {
      throw new Error(`Redis does not answer at ${withoutPassword(settings.redisUrl)}: is Mailyard running?`);
    }
    directory = await Directory.open({ redis });
    if (directory.isEmpty) throw new Error('no organization yet: the first start of Mailyard makes it');
    context = openContext({ redis, directory, registry: new ServiceRegistry({ redis }), settings, log });
    return await use(new Operations(context));
  } finally {
    await context?.close();
    directory?.close();
    redis.disconnect();
  }
}

/** Where the services find Redis: as told, else the private one of `npm start` on this data directory. */
async function runningSettings(environment: NodeJS.ProcessEnv): Promise<Settings> {
  const settings = readSettings(environment);
  if (environment['MAILYARD_REDIS_URL']) return settings;
  const socket = privateRedisSocket(settings.dataDir);
  const runs = await access(socket).then(
    () => true,
    () => false,
  );
  return runs ? { ...settings, redisUrl: `unix:${socket}` } : settings;
}

async function isReady(redis: Parameters<typeof redisReady>[0]): Promise<boolean> {
  const timer = new AbortController();
  const late = pause(connectMs, false, { signal: timer.signal });
  try {
    return await Promise.race([redisReady(redis).then(() => true), late]);
  } finally {
    timer.abort();
  }
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}
