import {
  getServiceMetrics,
  monitor,
  Operations,
  requireRight,
  rightsFor,
  unlessRedisIsAway,
} from '@mailyard/operations';
import { formatMetrics, Metrics, type MetricsSnapshot } from '@mailyard/telemetry';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { knownCaller } from '../access/request-caller.js';

/** Prometheus' text format: what every process reported with its heartbeat, and the queues. */
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(Operations) private readonly operations: Operations,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get()
  async text(@Req() request: Request, @Res() response: Response): Promise<void> {
    // Open paths let this machine in without a login; whoever brings one has what it opens.
    const caller = knownCaller(request);
    if (caller !== undefined) requireRight('/metrics', rightsFor(getServiceMetrics), caller);
    const reported = this.operations.run(getServiceMetrics, {}, monitor('admin-center'));
    const others = ((await unlessRedisIsAway(reported)) ?? []) as readonly MetricsSnapshot[];
    const text = await formatMetrics([await this.metrics.snapshot(), ...others]);
    response.type(this.metrics.registry.contentType).send(text);
  }
}
