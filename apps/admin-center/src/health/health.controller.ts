import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ServiceRegistry, Settings } from '@mailyard/service';
import type { Request, Response } from 'express';
import { Redis } from 'ioredis';

import { healthReport } from './health-report.js';
import { observe } from './live-services.js';

/** For load balancers and monitors: without a login no more than how it is, with one everything. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(ServiceRegistry) readonly registry: ServiceRegistry,
    @Inject(Redis) readonly redis: Redis,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  async health(@Req() request: Request, @Res() response: Response): Promise<void> {
    const report = healthReport(await observe(this, this.settings.server));
    // A login that was not right has not come so far.
    const signedIn = request.headers.authorization !== undefined;
    const { status } = report;
    response.status(status === 'error' ? 503 : 200).json(signedIn ? report : { status });
  }
}
