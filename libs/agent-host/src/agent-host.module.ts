import { join } from 'node:path';

import { Directory, type AgentService } from '@mailyard/directory';
import { Degradations, ServiceProcess } from '@mailyard/service';
import { LogFiles, Metrics } from '@mailyard/telemetry';
import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { AgentHost } from './host/agent-host.js';
import { AgentMetrics } from './host/agent-metrics.js';
import { AgentLog } from './log/agent-log.js';

/** Provides AgentHost: the agents of one service run while they are enabled, and follow every change of the directory. */
@Global()
@Module({})
export class AgentHostModule implements OnApplicationBootstrap, OnApplicationShutdown {
  static forRoot(service: AgentService): DynamicModule {
    return {
      module: AgentHostModule,
      providers: [
        {
          provide: AgentHost,
          useFactory: (
            { settings, service: process, logger: log }: ServiceProcess,
            degradations: Degradations,
            ...[metrics, files]: [Metrics, LogFiles]
          ) =>
            new AgentHost({
              service,
              folder: join(settings.dataDir, 'agents', process),
              degradations,
              log,
              metrics: new AgentMetrics(metrics),
              agentLog: new AgentLog(files),
            }),
          inject: [ServiceProcess, Degradations, Metrics, LogFiles],
        },
      ],
      exports: [AgentHost],
    };
  }

  constructor(
    @Inject(AgentHost) private readonly host: AgentHost,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.host.open();
    this.directory.onChange((organization) => this.host.follow(organization));
    this.host.follow(this.directory.organization);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.host.close();
  }
}
