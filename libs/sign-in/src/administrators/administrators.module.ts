import { Directory, hashPassword } from '@mailyard/directory';
import { AuditLog, Logger, SecretKeys } from '@mailyard/service';
import {
  Inject,
  Module,
  type DynamicModule,
  type ModuleMetadata,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Redis } from 'ioredis';

import { LastSignIns } from '../redis-last-sign-ins.js';
import { SignIns } from '../sign-ins.js';
import { Administrators } from './accounts/redis-administrators.js';
import { AdministratorChanges } from './administrator-changes.js';
import { AdministratorSignIn } from './administrator-sign-in.js';
import { ApplicationSignIn } from './application-sign-in.js';
import { AdministratorSessions } from './sessions/redis-administrator-sessions.js';
import { ApiTokens } from './tokens/redis-api-tokens.js';

export type AdministratorsModuleOptions = Required<Pick<ModuleMetadata, 'imports'>> & {
  /** Of the built-in account. */
  readonly password: string;
};

/** Provides AdministratorSignIn and ApplicationSignIn; needs ServiceModule, SecretKeysModule, DirectoryModule, and an import that provides SignIns. */
@Module({})
export class AdministratorsModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(Administrators) private readonly administrators: Administrators,
    @Inject(AdministratorChanges) private readonly changes: AdministratorChanges,
  ) {}

  static withBuiltIn({ imports, password }: AdministratorsModuleOptions): DynamicModule {
    return {
      module: AdministratorsModule,
      imports,
      providers: [
        {
          provide: AdministratorChanges,
          useFactory: (redis: Redis) => new AdministratorChanges(redis),
          inject: [Redis],
        },
        {
          provide: Administrators,
          useFactory: (redis: Redis, changes: AdministratorChanges) => new Administrators(redis, changes),
          inject: [Redis, AdministratorChanges],
        },
        {
          provide: AdministratorSignIn,
          useFactory: async (
            ...[redis, changes, administrators, directory, signIns, keys, log]: Dependencies
          ) =>
            new AdministratorSignIn({
              administrators,
              directory,
              sessions: new AdministratorSessions(redis, changes),
              tokens: new ApiTokens(redis, changes),
              signIns,
              lastSignIns: new LastSignIns(redis, 'administration'),
              audit: new AuditLog({ redis, log }),
              keys,
              log,
              builtIn: await hashPassword(password),
            }),
          inject: [Redis, AdministratorChanges, Administrators, Directory, SignIns, SecretKeys, Logger],
        },
        {
          provide: ApplicationSignIn,
          useFactory: (redis: Redis, changes: AdministratorChanges, ...[signIns]: [SignIns]) =>
            new ApplicationSignIn(new ApiTokens(redis, changes), signIns),
          inject: [Redis, AdministratorChanges, SignIns],
        },
      ],
      exports: [AdministratorSignIn, ApplicationSignIn],
    };
  }

  onModuleInit(): Promise<void> {
    this.changes.follow();
    return this.administrators.ensureBuiltIn();
  }

  onApplicationShutdown(): void {
    this.changes.close();
  }
}

type Dependencies = [Redis, AdministratorChanges, Administrators, Directory, SignIns, SecretKeys, Logger];
