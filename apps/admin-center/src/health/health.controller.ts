import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ServiceRegistry, Settings } from '@mailyard/directory';
import type { Response } from 'express';

import { healthReport } from './health-report.js';
import { liveServices } from './live-services.js';

/** For load balancers and monitors, without a login. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(ServiceRegistry) private readonly registry: ServiceRegistry,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  async health(@Res() response: Response): Promise<void> {
    const report = healthReport(await liveServices(this.registry, this.settings.server));
    response.status(report.status === 'error' ? 503 : 200).json(report);
  }
}
