import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import {
  connectRedis,
  readSettings,
  ServiceRegistry,
  webEndpoint,
  webUrl,
  type ServiceInstance,
} from '@mailyard/service';

import { lockDataDirectory, lockPorts } from './data-directory-lock.js';
import type { LauncherSettings } from './launcher-settings.js';
import { listenerTable } from './listener-table.js';
import { sharePorts } from './services.js';
import type { Stack } from './stack.js';
import { awaitLeftovers } from './supervision/leftover-processes.js';
import { StartError } from './supervision/start-failure.js';

export interface Launch {
  readonly settings: LauncherSettings;
  readonly stack: Stack;
  readonly runDir: string;
  readonly say: (line: string) => void;
}

/** Takes the data directory, starts everything, and resolves when every service has announced itself. */
export async function launch({ settings, stack, runDir, say }: Launch): Promise<void> {
  const { dataDir } = settings;
  // Settings are checked here too: one line now instead of one from each service.
  const services = readSettings(settings.env);
  await mkdir(runDir, { recursive: true });
  if (!(await lockDataDirectory(dataDir))) throw new StartError(`Mailyard already runs on ${dataDir}`);
  await awaitLeftovers(runDir, say);
  if (sharePorts(settings.env) && !(await lockPorts(services))) {
    throw new StartError(
      `another Mailyard shares its ports here: set MAILYARD_PORT_OFFSET or MAILYARD_PROCESSES=1`,
    );
  }
  const redisUrl = settings.redisUrl ?? (await stack.startRedis());
  const env = { ...settings.env, MAILYARD_REDIS_URL: redisUrl };
  const running = await startServices(stack, env);
  const web = webUrl(webEndpoint(readSettings(env)));
  for (const line of summary(running, web)) say(line);
  for (const note of stack.passwordNotes) say(`  ${note}`);
  say(`  data in ${dataDir}, logs in ${join(dataDir, 'logs')}`);
  say('Mailyard is ready');
}

async function startServices(stack: Stack, env: NodeJS.ProcessEnv): Promise<readonly ServiceInstance[]> {
  const redis = connectRedis(readSettings(env), { role: 'request', name: 'launcher' });
  try {
    const registry = new ServiceRegistry({ redis });
    let running: readonly ServiceInstance[] = [];
    await stack.startServices(env, async (pids) => {
      // While Redis comes up there is nothing to read yet; a Redis that stays away is reported by the services.
      const live = await registry.live().catch(() => []);
      running = pids.flatMap((pid) => live.filter((instance) => instance.pid === pid));
      return running.length === pids.length;
    });
    return running;
  } finally {
    redis.disconnect();
  }
}

function summary(running: readonly ServiceInstance[], web: string): readonly string[] {
  return [
    '',
    ...listenerTable(running),
    '',
    `  admin centre ${web}/   queues ${web}/queues   health ${web}/health`,
  ];
}
