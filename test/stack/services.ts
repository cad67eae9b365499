import { join } from 'node:path';

import {
  eventually,
  TestClient,
  startProcess,
  startRedis,
  type ProcessExit,
  type RunningProcess,
  type TestRedis,
} from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { repository, Site, type SiteOptions } from './site.js';

/** A service of the stack; second ones listen on 127.0.0.2, those of another server on 127.0.0.3. */
export type ServiceName =
  | 'MBX02 hub-transport'
  | 'MBX02 mailbox-delivery'
  | 'front-end-transport'
  | 'second front-end-transport'
  | 'hub-transport'
  | 'second hub-transport'
  | 'mailbox-delivery'
  | 'second mailbox-delivery'
  | 'mailbox-submission'
  | 'second mailbox-submission';

/** Mailbox Submission listens nowhere. */
const mainListener: Readonly<Record<ServiceName, { readonly host: string; readonly port?: number }>> = {
  'front-end-transport': { host: '127.0.0.1', port: 25 },
  'second front-end-transport': { host: '127.0.0.2', port: 25 },
  'hub-transport': { host: '127.0.0.1', port: 2525 },
  'second hub-transport': { host: '127.0.0.2', port: 2525 },
  'mailbox-delivery': { host: '127.0.0.1', port: 475 },
  'second mailbox-delivery': { host: '127.0.0.2', port: 475 },
  'mailbox-submission': { host: '127.0.0.1' },
  'second mailbox-submission': { host: '127.0.0.2' },
  'MBX02 hub-transport': { host: '127.0.0.3', port: 2525 },
  'MBX02 mailbox-delivery': { host: '127.0.0.3', port: 475 },
};
const standardServices: readonly ServiceName[] = ['mailbox-delivery', 'hub-transport', 'front-end-transport'];

export interface ServicesOptions extends SiteOptions {
  readonly redisConfig?: Readonly<Record<string, string>>;
  readonly services?: readonly ServiceName[];
}

/** Redis and services started one by one, so that a test can keep one of them down. */
export class Services {
  private readonly processes = new Map<ServiceName, RunningProcess>();
  private client: Redis | undefined;

  private constructor(
    readonly site: Site,
    readonly redisServer: TestRedis,
  ) {}

  static async start({
    redisConfig,
    services = standardServices,
    ...rest
  }: ServicesOptions = {}): Promise<Services> {
    const site = await Site.prepare(rest);
    const stack = new Services(
      site,
      await startRedis(redisConfig === undefined ? {} : { config: redisConfig }),
    );
    try {
      for (const name of services) await stack.startService(name);
    } catch (error) {
      await stack.stop();
      throw error;
    }
    return stack;
  }

  get redis(): Redis {
    this.client ??= this.redisServer.client();
    return this.client;
  }

  service(name: ServiceName): RunningProcess {
    const process = this.processes.get(name);
    if (process === undefined) throw new Error(`${name} was not started`);
    return process;
  }

  /** Starts it and waits until it greets, if it does. */
  async startService(name: ServiceName): Promise<void> {
    const process = await this.launch(name);
    const { host, port } = mainListener[name];
    if (port === undefined) return;
    await eventually(
      async () => {
        if (!process.running) return;
        const client = await TestClient.connect(this.site.port(port), { host });
        await client.expect(/^220 /);
        client.close();
      },
      { deadlineMs: 30_000, what: `${name} to greet` },
    );
    if (!process.running) throw new Error(`${name} ended at its start:\n${process.output}`);
  }

  /** Starts it without waiting. */
  async launch(name: ServiceName): Promise<RunningProcess> {
    const app = name.split(' ').at(-1) ?? name;
    const server = name.startsWith('MBX02')
      ? { MAILYARD_SERVER: 'MBX02', MAILYARD_FQDN: 'mbx02.contoso.com' }
      : {};
    const process = await startProcess({
      command: globalThis.process.execPath,
      args: [join(repository, 'apps', app, 'dist/main.js')],
      cwd: this.site.scratchDir,
      env: {
        ...this.site.env,
        ...server,
        MAILYARD_REDIS_URL: this.redisServer.url,
        MAILYARD_BIND_ADDRESS: mainListener[name].host,
      },
    });
    this.processes.set(name, process);
    return process;
  }

  kill(name: ServiceName): Promise<ProcessExit> {
    return this.service(name).kill();
  }

  stopService(name: ServiceName): Promise<ProcessExit> {
    return this.service(name).stop();
  }

  async stop(): Promise<void> {
    const running = [...this.processes.values()].filter((process) => process.running);
    await Promise.all(running.map((process) => process.stop()));
    await this.redisServer.stop();
    await this.site.remove();
  }
}
