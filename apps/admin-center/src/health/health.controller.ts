import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ServiceRegistry, Settings } from '@mailyard/directory';
import type { Response } from 'express';
import { Redis } from 'ioredis';

import { healthReport } from './health-report.js';
import { observe } from './live-services.js';

/** For load balancers and monitors, without a login. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(ServiceRegistry) readonly registry: ServiceRegistry,
    @Inject(Redis) readonly redis: Redis,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  async health(@Res() response: Response): Promise<void> {
    const report = healthReport(await observe(this, this.settings.server));
    response.status(report.status === 'error' ? 503 : 200).json(report);
  }
}
