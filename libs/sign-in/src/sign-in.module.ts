import { ServiceProcess } from '@mailyard/service';
import {
  Inject,
  Module,
  type DynamicModule,
  type FactoryProvider,
  type ModuleMetadata,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Redis } from 'ioredis';

import { RedisSignIns, type RedisSignInsOptions } from './redis-sign-ins.js';
import { SignIns } from './sign-ins.js';

type CountFailure = RedisSignInsOptions['count'];

export type SignInModuleOptions = Pick<ModuleMetadata, 'imports'> &
  Pick<FactoryProvider<CountFailure>, 'useFactory' | 'inject'>;

const FailureCount = Symbol('FailureCount');

/** Provides SignIns, whose limits the replicas of a service share; needs ServiceModule. */
@Module({})
export class SignInModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(RedisSignIns) private readonly shared: RedisSignIns) {}

  /** The factory makes what counts a failed sign-in. */
  static countedBy({ imports = [], ...count }: SignInModuleOptions): DynamicModule {
    return {
      module: SignInModule,
      imports,
      providers: [
        { provide: FailureCount, ...count },
        {
          provide: RedisSignIns,
          useFactory: (redis: Redis, process: ServiceProcess, counted: CountFailure) => {
            const { service, settings, instance, logger } = process;
            const { server } = settings;
            return new RedisSignIns({ redis, service, server, instance, log: logger, count: counted });
          },
          inject: [Redis, ServiceProcess, FailureCount],
        },
        { provide: SignIns, useFactory: ({ signIns }: RedisSignIns) => signIns, inject: [RedisSignIns] },
      ],
      exports: [SignIns],
    };
  }

  onApplicationBootstrap(): Promise<void> {
    return this.shared.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.shared.stop();
  }
}
