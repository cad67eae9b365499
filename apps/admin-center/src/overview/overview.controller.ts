import {
  getClientSettings,
  getHealthReport,
  getQueues,
  getServices,
  Operations,
  unlessRedisIsAway,
} from '@mailyard/operations';
import { Settings } from '@mailyard/service';
import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';

import { callerOf } from '../access/request-caller.js';
import { overviewPage } from './overview-page.js';

@Controller('overview')
export class OverviewController {
  constructor(
    @Inject(Operations) private readonly operations: Operations,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  async page(@Req() request: Request): Promise<string> {
    const { server } = this.settings;
    const { operations } = this;
    const caller = callerOf(request);
    const [health, instances, queues, clientSettings] = await Promise.all([
      operations.run(getHealthReport, {}, caller),
      unlessRedisIsAway(operations.run(getServices, { server }, caller)),
      unlessRedisIsAway(operations.run(getQueues, {}, caller)),
      operations.run(getClientSettings, {}, caller),
    ]);
    return overviewPage({
      server,
      serverRole: operations.serverRole,
      health,
      instances: instances ?? [],
      queues: queues?.rows ?? [],
      clientSettings,
      now: new Date(),
    });
  }
}
