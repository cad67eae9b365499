import { Directory } from '@mailyard/directory';
import { ServiceProcess } from '@mailyard/service';
import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';

import { InboundLoad } from '../limits/inbound-load.js';
import { RedisLoadExchange } from '../limits/redis-load-exchange.js';
import { Hubs, HubsModule } from '../sinks/hub/hubs.module.js';
import { Injection } from './injection.js';
import { IdempotencyKeys } from './redis-idempotency-keys.js';

/** Provides Injection; needs ServiceModule, DirectoryModule, TelemetryModule and CertificatesModule. */
@Module({
  imports: [HubsModule.forRoot({ service: 'http_submission', of: 'organization' })],
  providers: [
    { provide: InboundLoad, useFactory: () => new InboundLoad(() => performance.now()) },
    {
      provide: RedisLoadExchange,
      useFactory: (redis: Redis, process: ServiceProcess, ...[load]: [InboundLoad]) => {
        const { service, instance, settings, logger: log } = process;
        return new RedisLoadExchange({ redis, service, server: settings.server, instance, log, load });
      },
      inject: [Redis, ServiceProcess, InboundLoad],
    },
    {
      provide: Injection,
      useFactory: ({ link }: Hubs, directory: Directory, ...[process, redis, load]: Dependencies) =>
        new Injection({
          link,
          directory,
          server: process.settings.server,
          keys: new IdempotencyKeys(redis),
          load,
        }),
      inject: [Hubs, Directory, ServiceProcess, Redis, InboundLoad],
    },
  ],
  exports: [Injection],
})
export class InjectionModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(Hubs) private readonly hubs: Hubs,
    @Inject(RedisLoadExchange) private readonly rates: RedisLoadExchange,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await Promise.all([this.hubs.watch.start(), this.rates.start()]);
  }

  async onApplicationShutdown(): Promise<void> {
    this.hubs.watch.stop();
    await this.rates.stop();
  }
}

type Dependencies = [ServiceProcess, Redis, InboundLoad];
