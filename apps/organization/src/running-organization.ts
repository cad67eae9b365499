import { access } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import {
  connectRedis,
  privateRedisSocket,
  readSettings,
  redisReady,
  ServiceRegistry,
  type Settings,
} from '@mailyard/service';
import { Directory } from '@mailyard/directory';
import { openContext, type OpenContext, type OperationContext } from '@mailyard/operations';

/** The directory and the services of a Mailyard that runs. */
export interface RunningOrganization {
  readonly settings: Settings;
  readonly directory: Directory;
  readonly registry: ServiceRegistry;
  readonly context: OperationContext;
}

// Long enough for a Redis that is just busy; whoever types a command waits no longer.
const connectMs = 5_000;

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

export async function withRunningOrganization<T>(
  use: (running: RunningOrganization) => Promise<T>,
): Promise<T> {
  const settings = await runningSettings(process.env);
  const redis = connectRedis(settings, { role: 'request', name: 'organization' });
  let directory: Directory | undefined;
  let context: OpenContext | undefined;
  try {
    if (!(await isReady(redis))) {
      throw new Error(`Redis does not answer at ${withoutPassword(settings.redisUrl)}: is Mailyard running?`);
    }
    directory = await Directory.open({ redis });
    if (directory.isEmpty) throw new Error('no organization yet: the first start of Mailyard makes it');
    context = openContext({ redis, directory, settings });
    return await use({ settings, directory, registry: new ServiceRegistry({ redis }), context });
  } finally {
    await context?.close();
    directory?.close();
    redis.disconnect();
  }
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
