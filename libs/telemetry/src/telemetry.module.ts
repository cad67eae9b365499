import { join } from 'node:path';

import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { ProtocolLog } from './protocol-log/file-protocol-log.js';
import { DiskWatch } from './disk/file-disk-watch.js';
import { reportTroubles, type LogTroubles } from '@mailyard/service';
import { createLogger, Logger } from '@mailyard/service';
import type { ServiceLog } from '@mailyard/service';
import { Metrics } from './metrics.js';
import { SessionMetrics } from './session-metrics.js';
import type { ProtocolLogKind } from './protocol-log/protocol-log-line.js';

export interface TelemetryModuleOptions {
  /** As its folder in apps/. */
  readonly service: string;
  /** Identity of this process among its replicas. */
  readonly instance: string;
  readonly dataDir: string;
  /** Default: a new one for the service. */
  readonly logger?: Logger;
  /** The files behind the logger. */
  readonly log?: ServiceLog;
  /** Default: a new one for the service. */
  readonly metrics?: Metrics;
  /** Hear of lines that any of the logs loses. */
  readonly troubles?: LogTroubles;
}

/** Tokens of the two protocol logs of a service. */
export const SmtpReceiveLog = Symbol('SmtpReceiveLog');
export const SmtpSendLog = Symbol('SmtpSendLog');

/** Provides Logger, Metrics, SessionMetrics, SmtpReceiveLog and SmtpSendLog; the protocol logs are flushed at shutdown. */
@Module({})
export class TelemetryModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(SmtpReceiveLog) private readonly receiveLog: ProtocolLog,
    @Inject(SmtpSendLog) private readonly sendLog: ProtocolLog,
    @Inject(DiskWatch) private readonly disks: DiskWatch,
  ) {}

  static forRoot(options: TelemetryModuleOptions): DynamicModule {
    const logger = options.logger ?? createLogger(options.service);
    if (options.troubles !== undefined) options.log?.reportTo(options.troubles);
    return {
      module: TelemetryModule,
      global: true,
      providers: [
        { provide: Logger, useValue: logger },
        { provide: Metrics, useValue: options.metrics ?? new Metrics(options) },
        {
          provide: SessionMetrics,
          useFactory: (metrics: Metrics) => new SessionMetrics(metrics),
          inject: [Metrics],
        },
        { provide: DiskWatch, useFactory: () => diskWatch(options, logger) },
        { provide: SmtpReceiveLog, useFactory: () => protocolLog('SmtpReceive', options, logger) },
        { provide: SmtpSendLog, useFactory: () => protocolLog('SmtpSend', options, logger) },
      ],
      exports: [Logger, Metrics, SessionMetrics, SmtpReceiveLog, SmtpSendLog],
    };
  }

  onApplicationBootstrap(): void {
    this.disks.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.disks.stop();
    await Promise.all([this.receiveLog.close(), this.sendLog.close()]);
  }
}

function protocolLog(
  kind: ProtocolLogKind,
  { dataDir, service, troubles }: TelemetryModuleOptions,
  logger: Logger,
): ProtocolLog {
  const report = troubles === undefined ? undefined : reportTroubles(troubles, `protocol log ${kind}`);
  return ProtocolLog.open({
    dir: join(dataDir, 'logs', service, 'ProtocolLog'),
    kind,
    onTrouble: (message, state) => {
      logger.warn(message);
      report?.(message, state);
    },
  });
}

/** Each may be a volume of its own; a service sees those that it was given. */
const volumes = ['', 'queue', 'mailboxes', 'logs', 'redis'];

function diskWatch({ dataDir, troubles }: TelemetryModuleOptions, logger: Logger): DiskWatch {
  return new DiskWatch({
    paths: volumes.map((name) => join(dataDir, name)),
    troubles: troubles ?? { enter: ({ reason }) => logger.warn(reason), leave: () => undefined },
    onFault: (error) => logger.error({ error }, 'the disks cannot be watched'),
  });
}
