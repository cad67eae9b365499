import { getServiceMetrics, monitor, Operations, unlessRedisIsAway } from '@mailyard/operations';
import { formatMetrics, Metrics, type MetricsSnapshot } from '@mailyard/telemetry';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';

/** Prometheus' text format: what every process reported with its heartbeat, and the queues. */
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(Operations) private readonly operations: Operations,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get()
  async text(@Res() response: Response): Promise<void> {
    const reported = this.operations.run(getServiceMetrics, {}, monitor('admin-center'));
    const others = ((await unlessRedisIsAway(reported)) ?? []) as readonly MetricsSnapshot[];
    const text = await formatMetrics([await this.metrics.snapshot(), ...others]);
    response.type(this.metrics.registry.contentType).send(text);
  }
}
