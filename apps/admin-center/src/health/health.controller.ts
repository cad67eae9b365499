import {
  getHealthReport,
  getServerHealth,
  type HealthReport,
  healthSetsOf,
  monitor,
  Operations,
  rightsFor,
  unlessRedisIsAway,
} from '@mailyard/operations';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { knownCaller } from '../access/request-caller.js';

/** For load balancers and monitors: without a login no more than how it is, with one whose rights are enough everything. */
@Controller('health')
export class HealthController {
  constructor(@Inject(Operations) private readonly operations: Operations) {}

  @Get()
  async health(@Req() request: Request, @Res() response: Response): Promise<void> {
    const report = await this.operations.run(getHealthReport, {}, monitor('admin-center'));
    const caller = knownCaller(request);
    const isTold = rightsFor(getHealthReport).some((right) => caller?.rights.has(right));
    const { status, redis } = report;
    // While Redis is away nobody knows who has signed in, and all of them have to know why.
    const brief = redis === 'away' ? { status, redis } : { status };
    response.status(status === 'error' ? 503 : 200).json(isTold ? await this.#whole(report) : brief);
  }

  /** With the health sets, which need a look at all queues. */
  async #whole(report: HealthReport): Promise<object> {
    const monitors = this.operations.run(getServerHealth, {}, monitor('admin-center'));
    return { ...report, healthSets: healthSetsOf((await unlessRedisIsAway(monitors)) ?? []) };
  }
}
