import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Redis } from 'ioredis';

import { Degradations } from '@mailyard/service';
import { silentLog, type Log } from '@mailyard/service';
import { Directory } from './redis/directory.js';
import { connectRedis } from '@mailyard/service';
import { ServiceRegistry } from '@mailyard/service';
import { readSettings, Settings } from '@mailyard/service';
import { prepareDirectory } from './text/first-start.js';
import { describeMadePasswords } from './text/text-passwords.js';
import { refuseOrphanedVolumes } from '@mailyard/service';
import { VolumeRecords } from '@mailyard/service';
import { Volumes } from '@mailyard/service';

export interface DirectoryModuleOptions {
  /** Default: from the environment. */
  readonly settings?: Settings;
  readonly log?: Log;
  /** Default: new ones. */
  readonly degradations?: Degradations;
  /** What this process measures; see ServiceRegistry. */
  readonly metrics?: () => Promise<unknown>;
  /** Where passwords that were made are shown. Default: standard output. */
  readonly show?: (line: string) => void;
}

/**
 * Provides Settings, Redis (for requests), Directory, Degradations, Volumes and ServiceRegistry. The directory that is injected is never empty:
 * the first start applies organization.yaml, and a broken file fails the start with OrganizationError.
 */
@Module({})
export class DirectoryModule implements OnApplicationBootstrap, OnApplicationShutdown {
  @Inject(Volumes) private readonly volumes!: Volumes;

  constructor(
    @Inject(Redis) private readonly redis: Redis,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(ServiceRegistry) private readonly registry: ServiceRegistry,
  ) {}

  static forRoot(options: DirectoryModuleOptions = {}): DynamicModule {
    return {
      module: DirectoryModule,
      global: true,
      providers: [
        { provide: Settings, useFactory: () => options.settings ?? readSettings(process.env) },
        {
          provide: Redis,
          useFactory: (settings: Settings) =>
            connectRedis(settings, { role: 'request', log: options.log ?? silentLog, name: 'mailyard' }),
          inject: [Settings],
        },
        {
          provide: Directory,
          useFactory: (settings: Settings, redis: Redis) => openDirectory(settings, redis, options),
          inject: [Settings, Redis],
        },
        { provide: Degradations, useValue: options.degradations ?? new Degradations(options) },
        {
          provide: Volumes,
          // After the directory, whose records it keeps: only then is known that Redis has not lost them.
          useFactory: (settings: Settings, redis: Redis, degradations: Degradations) =>
            new Volumes({
              settings,
              degradations,
              records: new VolumeRecords(redis),
              log: options.log ?? silentLog,
            }),
          inject: [Settings, Redis, Degradations, Directory],
        },
        {
          provide: ServiceRegistry,
          useFactory: (redis: Redis, degradations: Degradations) =>
            new ServiceRegistry({ ...options, redis, degradations }),
          inject: [Redis, Degradations],
        },
      ],
      exports: [Settings, Redis, Directory, Degradations, Volumes, ServiceRegistry],
    };
  }

  onApplicationBootstrap(): void {
    this.volumes.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.volumes.stop();
    this.directory.close();
    try {
      await this.registry.withdraw();
    } finally {
      this.redis.disconnect();
    }
  }
}

async function openDirectory(
  settings: Settings,
  redis: Redis,
  options: DirectoryModuleOptions,
): Promise<Directory> {
  const log = options.log ?? silentLog;
  const show = options.show ?? ((line: string) => process.stdout.write(`${line}\n`));
  // Before the directory is read: another service that begins one at this moment makes its folders afterwards.
  const orphaned = await refuseOrphanedVolumes(settings.dataDir).catch((error: unknown) => error);
  const directory = await Directory.open({ redis, log });
  try {
    if (directory.isEmpty && orphaned !== undefined) throw orphaned;
    const made = await prepareDirectory(directory, { settings, environment: process.env, log });
    for (const line of describeMadePasswords(made)) show(line);
    return directory;
  } catch (error) {
    directory.close();
    redis.disconnect();
    throw error;
  }
}
