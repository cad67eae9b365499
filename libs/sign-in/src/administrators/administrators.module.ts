import { Directory, hashPassword } from '@mailyard/directory';
import { AuditLog, Logger, SecretKeys } from '@mailyard/service';
import { Inject, Module, type DynamicModule, type ModuleMetadata, type OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';

import { SignIns } from '../sign-ins.js';
import { Administrators } from './accounts/redis-administrators.js';
import { AdministratorSignIn } from './administrator-sign-in.js';
import { AdministratorSessions } from './sessions/redis-administrator-sessions.js';
import { ApiTokens } from './tokens/redis-api-tokens.js';

export type AdministratorsModuleOptions = Required<Pick<ModuleMetadata, 'imports'>> & {
  /** Of the built-in account. */
  readonly password: string;
};

/** Provides AdministratorSignIn; needs ServiceModule, SecretKeysModule, DirectoryModule, and an import that provides SignIns. */
@Module({})
export class AdministratorsModule implements OnModuleInit {
  constructor(@Inject(Administrators) private readonly administrators: Administrators) {}

  static withBuiltIn({ imports, password }: AdministratorsModuleOptions): DynamicModule {
    return {
      module: AdministratorsModule,
      imports,
      providers: [
        {
          provide: Administrators,
          useFactory: (redis: Redis) => new Administrators(redis),
          inject: [Redis],
        },
        {
          provide: AdministratorSignIn,
          useFactory: async (...[redis, administrators, directory, signIns, keys, log]: Dependencies) =>
            new AdministratorSignIn({
              administrators,
              directory,
              sessions: new AdministratorSessions(redis),
              tokens: new ApiTokens(redis),
              signIns,
              audit: new AuditLog({ redis, log }),
              keys,
              log,
              builtIn: await hashPassword(password),
            }),
          inject: [Redis, Administrators, Directory, SignIns, SecretKeys, Logger],
        },
      ],
      exports: [AdministratorSignIn],
    };
  }

  onModuleInit(): Promise<void> {
    return this.administrators.ensureBuiltIn();
  }
}

type Dependencies = [Redis, Administrators, Directory, SignIns, SecretKeys, Logger];
