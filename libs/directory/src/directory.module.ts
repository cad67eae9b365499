import {
  Degradations,
  Logger,
  refuseOrphanedVolumes,
  SecretKeys,
  Settings,
  VolumeRecords,
  Volumes,
} from '@mailyard/service';
import {
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Redis } from 'ioredis';

import { describeMadePasswords } from './kinds/credentials/text-passwords.js';
import { Directory } from './redis/directory.js';
import { prepareDirectory } from './text/setup/first-start.js';

/**
 * Provides Directory and Volumes. The directory that is injected is never empty: the first start applies
 * organization.yaml, and a broken file fails the start with OrganizationError.
 */
@Global()
@Module({
  providers: [
    {
      provide: Directory,
      useFactory: openDirectory,
      inject: [Settings, Redis, Logger, { token: SecretKeys, optional: true }],
    },
    {
      provide: Volumes,
      // After the directory, beside which its records are kept: only then is known that Redis has not lost them.
      useFactory: (...[settings, redis, log, degradations]: [Settings, Redis, Logger, Degradations]) =>
        new Volumes({ settings, degradations, records: new VolumeRecords(redis), log }),
      inject: [Settings, Redis, Logger, Degradations, Directory],
    },
  ],
  exports: [Directory, Volumes],
})
export class DirectoryModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(Directory) private readonly directory: Directory,
    @Inject(Volumes) private readonly volumes: Volumes,
  ) {}

  onApplicationBootstrap(): void {
    this.volumes.start();
  }

  onApplicationShutdown(): void {
    this.volumes.stop();
    this.directory.close();
  }
}

async function openDirectory(
  ...[settings, redis, log, keys]: [Settings, Redis, Logger, SecretKeys | undefined]
): Promise<Directory> {
  // Before the directory is read: another service that begins one at this moment makes its folders afterwards.
  const orphaned = await refuseOrphanedVolumes(settings.dataDir).catch((error: unknown) => error);
  const directory = await Directory.open({ redis, log });
  try {
    if (directory.isEmpty && orphaned !== undefined) throw orphaned;
    const made = await prepareDirectory(directory, { settings, environment: process.env, keys, log });
    // A made password is shown once, to whoever started the service, and never logged.
    for (const line of describeMadePasswords(made)) process.stdout.write(`${line}\n`);
    return directory;
  } catch (error) {
    directory.close();
    redis.disconnect();
    throw error;
  }
}
