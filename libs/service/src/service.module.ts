import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';

import { componentOf } from './components/component-state.js';
import { ComponentWatch } from './components/component-watch.js';
import { ComponentStates } from './components/redis-component-states.js';
import { Degradations } from './degradations.js';
import { Logger } from './log/logger.js';
import { ServiceProcess } from './process/service-process.js';
import { connectRedis } from './redis/connection/redis-connection.js';
import { ServiceRegistry } from './registry/redis-service-registry.js';
import { Settings } from './settings/settings.js';

/** Provides what every service needs: ServiceProcess, Settings, Logger, Degradations, Redis (for requests), ServiceRegistry and ComponentWatch. */
@Module({})
export class ServiceModule implements OnApplicationShutdown {
  constructor(
    @Inject(Redis) private readonly redis: Redis,
    @Inject(ServiceRegistry) private readonly registry: ServiceRegistry,
  ) {}

  static forRoot(process: ServiceProcess): DynamicModule {
    const { settings, logger } = process;
    return {
      module: ServiceModule,
      global: true,
      providers: [
        { provide: ServiceProcess, useValue: process },
        { provide: Settings, useValue: settings },
        { provide: Logger, useValue: logger },
        { provide: Degradations, useFactory: () => degradationsOf(process) },
        {
          provide: Redis,
          useFactory: () => connectRedis(settings, { role: 'request', log: logger, name: 'mailyard' }),
        },
        {
          provide: ServiceRegistry,
          useFactory: (redis: Redis, degradations: Degradations) =>
            new ServiceRegistry({ redis, degradations, restarts: settings.restarts, log: logger }),
          inject: [Redis, Degradations],
        },
        {
          provide: ComponentWatch,
          useFactory: (redis: Redis) =>
            new ComponentWatch({
              states: new ComponentStates(redis),
              server: settings.server,
              component: componentOf(process.service),
              instance: process.instance,
              log: logger,
            }),
          inject: [Redis],
        },
      ],
      exports: [ServiceProcess, Settings, Logger, Degradations, Redis, ServiceRegistry, ComponentWatch],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    try {
      await this.registry.withdraw();
    } finally {
      this.redis.disconnect();
    }
  }
}

function degradationsOf({ logger, log }: ServiceProcess): Degradations {
  const degradations = new Degradations({ log: logger });
  log?.reportTo(degradations);
  return degradations;
}
