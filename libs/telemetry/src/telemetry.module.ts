import { join } from 'node:path';

import { Degradations, reportTroubles, ServiceProcess, ServiceRegistry } from '@mailyard/service';
import {
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { ConnectivityLog } from './connectivity-log/file-connectivity-log.js';
import { ProtocolLog } from './protocol-log/file-protocol-log.js';
import { DiskWatch } from './disk/file-disk-watch.js';
import { Metrics } from './metrics.js';
import { SessionMetrics } from './session-metrics.js';
import type { ProtocolLogKind } from './protocol-log/protocol-log-line.js';

/** Tokens of the two protocol logs of a service. */
export const SmtpReceiveLog = Symbol('SmtpReceiveLog');
export const SmtpSendLog = Symbol('SmtpSendLog');

/**
 * Provides Metrics, which heartbeats carry, SessionMetrics, SmtpReceiveLog and SmtpSendLog; the protocol logs are
 * flushed at shutdown.
 */
@Global()
@Module({
  providers: [
    {
      provide: Metrics,
      useFactory: (process: ServiceProcess) => new Metrics(process),
      inject: [ServiceProcess],
    },
    {
      provide: SessionMetrics,
      useFactory: (metrics: Metrics) => new SessionMetrics(metrics),
      inject: [Metrics],
    },
    { provide: DiskWatch, useFactory: diskWatch, inject: [ServiceProcess, Degradations] },
    {
      provide: SmtpReceiveLog,
      useFactory: protocolLog('SmtpReceive'),
      inject: [ServiceProcess, Degradations],
    },
    { provide: SmtpSendLog, useFactory: protocolLog('SmtpSend'), inject: [ServiceProcess, Degradations] },
    { provide: ConnectivityLog, useFactory: connectivityLog, inject: [ServiceProcess, Degradations] },
  ],
  exports: [Metrics, SessionMetrics, SmtpReceiveLog, SmtpSendLog, ConnectivityLog],
})
export class TelemetryModule implements OnApplicationBootstrap, OnApplicationShutdown {
  @Inject(SmtpReceiveLog) private readonly receiveLog!: ProtocolLog;
  @Inject(SmtpSendLog) private readonly sendLog!: ProtocolLog;
  @Inject(ConnectivityLog) private readonly connectivityLog!: ConnectivityLog;
  @Inject(DiskWatch) private readonly disks!: DiskWatch;

  constructor(@Inject(ServiceRegistry) registry: ServiceRegistry, @Inject(Metrics) metrics: Metrics) {
    registry.carryMetrics(() => metrics.snapshot());
  }

  onApplicationBootstrap(): void {
    this.disks.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.disks.stop();
    await Promise.all([this.receiveLog, this.sendLog, this.connectivityLog].map((log) => log.close()));
  }
}

function protocolLog(kind: ProtocolLogKind) {
  return ({ service, settings, logger }: ServiceProcess, degradations: Degradations): ProtocolLog => {
    const report = reportTroubles(degradations, `protocol log ${kind}`);
    return ProtocolLog.open({
      dir: join(settings.dataDir, 'logs', service, 'ProtocolLog'),
      kind,
      onTrouble: (message, state) => {
        logger.warn(message);
        report(message, state);
      },
    });
  };
}

function connectivityLog(
  { service, settings, logger }: ServiceProcess,
  degradations: Degradations,
): ConnectivityLog {
  const report = reportTroubles(degradations, 'connectivity log');
  return new ConnectivityLog({
    dir: join(settings.dataDir, 'logs', service, 'Connectivity'),
    onTrouble: (message, state) => {
      logger.warn(message);
      report(message, state);
    },
  });
}

/** Each may be a volume of its own; a service sees those that it was given. */
const volumes = ['', 'queue', 'mailboxes', 'logs', 'redis'];

function diskWatch({ settings, logger }: ServiceProcess, troubles: Degradations): DiskWatch {
  return new DiskWatch({
    paths: volumes.map((name) => join(settings.dataDir, name)),
    troubles,
    onFault: (error) => logger.error({ error }, 'the disks cannot be watched'),
  });
}
