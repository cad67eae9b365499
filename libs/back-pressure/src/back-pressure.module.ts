import { join } from 'node:path';

import { Directory, type PressureResource } from '@mailyard/directory';
import { Degradations, Logger, PeriodicTask, ServiceRegistry, Settings } from '@mailyard/service';
import { Metrics } from '@mailyard/telemetry';
import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { pressureLevels } from './level.js';
import { DiskMeter } from './meters/file-disk-meter.js';
import { memoryLimit, SystemMemoryMeter } from './meters/file-system-memory.js';
import { EventLoopDelayMeter, PrivateBytesMeter } from './meters/process-meters.js';
import { PressureLog } from './pressure-log.js';
import { ResourceMonitor, type MonitorSettings } from './resource-monitor.js';

/** The folders of the data directory that a service writes to, by what Exchange would call the resource. */
export type Disks = Partial<Record<PressureResource, string>>;

const usualMs = 2_000;
const usual: MonitorSettings = { ResourceThresholds: [], EnableResourceMonitoring: true };

/** Heartbeats and metrics tell of the resources. */
const Told = Symbol('Told');

/** Provides ResourceMonitor, which looks at what every process needs; others give it further meters. Heartbeats carry it. */
@Module({})
export class BackPressureModule implements OnApplicationBootstrap, OnApplicationShutdown {
  @Inject(ResourceMonitor) private readonly monitor!: ResourceMonitor;
  @Inject(Directory) private readonly directory!: Directory;
  @Inject(Settings) private readonly settings!: Settings;
  @Inject(Logger) private readonly logger!: Logger;
  readonly #looks = new PeriodicTask(
    () => this.#look(),
    (error) => this.logger.error({ error }, 'the resources cannot be watched'),
  );
  #intervalMs = 0;

  static forRoot(disks: Disks = {}): DynamicModule {
    return {
      module: BackPressureModule,
      global: true,
      providers: [
        {
          provide: ResourceMonitor,
          useFactory: (...[directory, settings, logger, degradations]: MonitorDependencies) =>
            monitorOf({ directory, settings, logger, degradations, disks }),
          inject: [Directory, Settings, Logger, Degradations],
        },
        { provide: Told, useFactory: tell, inject: [ResourceMonitor, ServiceRegistry, Metrics] },
      ],
      exports: [ResourceMonitor],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#looks.now();
    this.#follow();
  }

  onApplicationShutdown(): Promise<void> {
    return this.#looks.stop();
  }

  async #look(): Promise<void> {
    await this.monitor.look();
    this.#follow();
  }

  /** ResourceMeteringInterval is live. */
  #follow(): void {
    const server = this.directory.organization.server(this.settings.server);
    const intervalMs = server?.ResourceMeteringInterval ?? usualMs;
    if (intervalMs === this.#intervalMs) return;
    this.#intervalMs = intervalMs;
    void this.#looks.stop();
    this.#looks.start(intervalMs);
  }
}

function tell(monitor: ResourceMonitor, registry: ServiceRegistry, metrics: Metrics): true {
  registry.carryPressure(() => monitor.report);
  registerGauges(metrics, monitor);
  return true;
}

type MonitorDependencies = [Directory, Settings, Logger, Degradations];

interface MonitorBasis {
  readonly directory: Directory;
  readonly settings: Settings;
  readonly logger: Logger;
  readonly degradations: Degradations;
  readonly disks: Disks;
}

async function monitorOf(basis: MonitorBasis): Promise<ResourceMonitor> {
  const { directory, settings, logger, degradations, disks } = basis;
  const log = new PressureLog(logger, degradations);
  const monitor = new ResourceMonitor({
    settings: () => directory.organization.server(settings.server) ?? usual,
    onChange: (change) => log.changed(change),
    onFault: (error) => logger.error({ error }, 'a resource cannot be measured'),
  });
  const limit = await memoryLimit();
  monitor.watch(new PrivateBytesMeter(limit), new SystemMemoryMeter(limit), new EventLoopDelayMeter());
  const folders = Object.entries({ ...disks, 'UsedDiskSpace[logs]': 'logs' }) as [PressureResource, string][];
  for (const [resource, folder] of folders) {
    monitor.watch(new DiskMeter(resource, join(settings.dataDir, folder)));
  }
  return monitor;
}

function registerGauges(metrics: Metrics, monitor: ResourceMonitor): void {
  metrics.gauge('mailyard_back_pressure_level', {
    help: 'Level of a resource: 0 Low, 1 Medium, 2 High.',
    labels: ['resource'],
    read: (gauge) => {
      gauge.reset();
      for (const { resource, level } of monitor.report.resources) {
        gauge.set({ resource }, pressureLevels.indexOf(level));
      }
    },
  });
  metrics.gauge('mailyard_back_pressure_value', {
    help: 'How much of a resource is used: percent, messages, transactions or milliseconds, see docs/operations.md.',
    labels: ['resource'],
    read: (gauge) => {
      gauge.reset();
      for (const { resource, value } of monitor.report.resources) gauge.set({ resource }, value);
    },
  });
}
