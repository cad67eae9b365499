import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { processTree, startProcess, type ProcessStats, type RunningProcess } from '@mailyard/testing';
import { Redis } from 'ioredis';

import { repository, Site, type SiteOptions } from './site.js';

export const launchedServices = [
  'front-end-transport',
  'hub-transport',
  'mailbox-delivery',
  'redis-server',
] as const;
export const edgeServices = ['edge-transport', 'redis-server'] as const;
/** Mail needs the admin centre for nothing. */
export type LaunchedService =
  (typeof launchedServices | typeof edgeServices)[number] | 'admin-center' | 'mailbox-submission';

/** The whole stack as `npm start` runs it: under the launcher, which starts again what was killed. */
export class Launched {
  private client: Redis | undefined;

  private constructor(
    readonly site: Site,
    private launcher: RunningProcess,
  ) {}

  static async start(options: SiteOptions = {}): Promise<Launched> {
    const site = await Site.prepare(options);
    try {
      return new Launched(site, await launch(site));
    } catch (error) {
      await site.remove();
      throw error;
    }
  }

  get output(): string {
    return this.launcher.output;
  }

  /** Of the private Redis in the data directory. */
  get redis(): Redis {
    if (this.client === undefined) {
      const socket = join(this.site.dataDir, 'redis/redis.sock');
      if (!existsSync(socket)) throw new Error(`no Redis at ${socket}`);
      this.client = new Redis(socket, { maxRetriesPerRequest: null, disconnectTimeout: 100 });
      this.client.on('error', () => undefined); // It reconnects by itself.
    }
    return this.client;
  }

  /** One of several; undefined between a kill and the restart. */
  async process(name: LaunchedService): Promise<ProcessStats | undefined> {
    const mark = name === 'redis-server' ? name : `apps/${name}/dist/main.js`;
    const tree = await processTree(this.launcher.pid);
    const found = tree.filter(({ commandLine }) => commandLine.includes(mark));
    return found[randomInt(Math.max(found.length, 1))];
  }

  /** Stops Redis for so long as `act` takes: the launcher, which would start it again, sleeps meanwhile. */
  async withoutRedis(act: () => Promise<void>): Promise<void> {
    const redis = await this.process('redis-server');
    if (redis === undefined) throw new Error('no Redis runs');
    process.kill(this.launcher.pid, 'SIGSTOP');
    try {
      process.kill(redis.pid, 'SIGKILL');
      await act();
    } finally {
      process.kill(this.launcher.pid, 'SIGCONT');
    }
  }

  /** SIGTERM to the launcher: everything ends in order; the data stays. */
  async terminate(): Promise<void> {
    this.client?.disconnect();
    this.client = undefined;
    const { code } = await this.launcher.stop(60_000);
    if (code !== 0) throw new Error(`the launcher ended with ${code}:\n${this.output.slice(-4000)}`);
  }

  /** SIGKILL to everything at once, Redis included, as when the power fails; the data stays. */
  async kill(): Promise<void> {
    this.client?.disconnect();
    this.client = undefined;
    const tree = await processTree(this.launcher.pid);
    // The launcher first: it would start the others again.
    await this.launcher.kill();
    for (const { pid } of tree) if (pid !== this.launcher.pid) killed(pid);
  }

  /** Starts again on the same data. */
  async restart(): Promise<void> {
    this.launcher = await launch(this.site);
  }

  async stop(): Promise<void> {
    if (this.launcher.running) await this.terminate();
    await this.site.remove();
  }
}

function launch(site: Site): Promise<RunningProcess> {
  return startProcess({
    command: process.execPath,
    args: [join(repository, 'apps/launcher/dist/main.js')],
    cwd: site.scratchDir,
    env: site.env,
    readyWhen: /Mailyard is ready/,
    readyDeadlineMs: 60_000,
    deathSignal: 'SIGTERM',
  });
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // What ends with its launcher is not there any more.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
