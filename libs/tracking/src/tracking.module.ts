import { Directory } from '@mailyard/directory';
import { Degradations, Logger, ServiceProcess } from '@mailyard/service';
import { LogFiles } from '@mailyard/telemetry';
import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Redis } from 'ioredis';

import { FileMessageTracking, type TrackingPrefix } from './file-message-tracking.js';
import { TrackingShipper } from './ship/file-tracking-shipper.js';
import { TrackingPatience } from './ship/tracking-patience.js';

/**
 * Provides FileMessageTracking, the message tracking log of a service, and takes what is in its files to the store; the
 * files are closed with the other logs.
 */
@Global()
@Module({})
export class TrackingModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(TrackingShipper) private readonly shipper: TrackingShipper) {}

  static forRoot(prefix: TrackingPrefix): DynamicModule {
    return {
      module: TrackingModule,
      providers: [
        {
          provide: FileMessageTracking,
          useFactory: (files: LogFiles, directory: Directory, { settings }: ServiceProcess) =>
            new FileMessageTracking({
              prefix,
              files,
              withSubject: () =>
                directory.organization.server(settings.server)?.MessageTrackingLogSubjectLoggingEnabled !==
                false,
            }),
          inject: [LogFiles, Directory, ServiceProcess],
        },
        {
          provide: TrackingShipper,
          useFactory: (...[log, redis, process, degradations, logger]: ShipperDependencies) =>
            new TrackingShipper({
              redis,
              server: process.settings.server,
              instance: process.instance,
              dir: () => log.dir,
              patience: new TrackingPatience({
                delayMs: process.settings.trackingDelayMs,
                kept: () => log.kept,
              }),
              degradations,
              log: logger,
            }),
          inject: [FileMessageTracking, Redis, ServiceProcess, Degradations, Logger],
        },
      ],
      exports: [FileMessageTracking],
    };
  }

  onApplicationBootstrap(): void {
    this.shipper.start();
  }

  /** What is written after it is taken along by the next start, or by another service that is still there. */
  async onApplicationShutdown(): Promise<void> {
    await this.shipper.stop();
  }
}

type ShipperDependencies = [FileMessageTracking, Redis, ServiceProcess, Degradations, Logger];
