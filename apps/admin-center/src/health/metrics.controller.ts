import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ServiceRegistry } from '@mailyard/service';
import { formatMetrics, Metrics, type MetricsSnapshot } from '@mailyard/telemetry';
import type { Response } from 'express';

import { unlessRedisIsAway } from './live-services.js';

/** Prometheus' text format: what every process reported with its heartbeat, and the queues. */
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(ServiceRegistry) private readonly registry: ServiceRegistry,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get()
  async text(@Res() response: Response): Promise<void> {
    const live = (await unlessRedisIsAway(this.registry.live({ metrics: true }))) ?? [];
    const reported = live.flatMap(({ metrics }) =>
      metrics === undefined ? [] : [metrics as MetricsSnapshot],
    );
    const text = await formatMetrics([await this.metrics.snapshot(), ...reported]);
    response.type(this.metrics.registry.contentType).send(text);
  }
}
