import { ListedQueues, Operations } from '@mailyard/operations';
import { OperationsModule } from '@mailyard/operations/nest';
import { ServiceProcess } from '@mailyard/service';
import { Metrics } from '@mailyard/telemetry';
import { Global, Module } from '@nestjs/common';

import { MetricsController } from './metrics.controller.js';
import { registerPipelineGauges } from './pipeline-gauges.js';

/** Provides Metrics, with those of the pipeline as a whole. */
@Global()
@Module({
  imports: [OperationsModule],
  controllers: [MetricsController],
  providers: [
    {
      provide: Metrics,
      useFactory: (...[process, operations, listedQueues]: MetricsDependencies) => {
        const metrics = new Metrics(process);
        registerPipelineGauges(metrics, { operations, listedQueues });
        return metrics;
      },
      inject: [ServiceProcess, Operations, ListedQueues],
    },
  ],
  exports: [Metrics],
})
export class MetricsModule {}

type MetricsDependencies = [ServiceProcess, Operations, ListedQueues];
