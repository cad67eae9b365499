import {
  getHealthReport,
  getServerHealth,
  type HealthReport,
  healthSetsOf,
  monitor,
  Operations,
  unlessRedisIsAway,
} from '@mailyard/operations';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

/** For load balancers and monitors: without a login no more than how it is, with one everything. */
@Controller('health')
export class HealthController {
  constructor(@Inject(Operations) private readonly operations: Operations) {}

  @Get()
  async health(@Req() request: Request, @Res() response: Response): Promise<void> {
    const report = await this.operations.run(getHealthReport, {}, monitor('admin-center'));
    // A login that was not right has not come so far.
    const signedIn = request.headers.authorization !== undefined;
    const { status } = report;
    response.status(status === 'error' ? 503 : 200).json(signedIn ? await this.#whole(report) : { status });
  }

  /** With the health sets, which need a look at all queues. */
  async #whole(report: HealthReport): Promise<object> {
    const monitors = this.operations.run(getServerHealth, {}, monitor('admin-center'));
    return { ...report, healthSets: healthSetsOf((await unlessRedisIsAway(monitors)) ?? []) };
  }
}
