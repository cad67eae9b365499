import { ServiceProcess, ServiceRegistry } from '@mailyard/service';
import { Global, Inject, Module } from '@nestjs/common';

import { LogsModule } from './logs.module.js';
import { Metrics } from './metrics.js';
import { SessionMetrics } from './session-metrics.js';

/** Provides Metrics, which heartbeats carry, SessionMetrics, and what LogsModule provides. */
@Global()
@Module({
  imports: [LogsModule],
  providers: [
    {
      provide: Metrics,
      useFactory: (process: ServiceProcess) => new Metrics(process),
      inject: [ServiceProcess],
    },
    {
      provide: SessionMetrics,
      useFactory: (metrics: Metrics) => new SessionMetrics(metrics),
      inject: [Metrics],
    },
  ],
  exports: [Metrics, SessionMetrics, LogsModule],
})
export class TelemetryModule {
  constructor(@Inject(ServiceRegistry) registry: ServiceRegistry, @Inject(Metrics) metrics: Metrics) {
    registry.carryMetrics(() => metrics.snapshot());
  }
}
