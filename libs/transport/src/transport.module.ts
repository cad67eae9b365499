import { Directory } from '@mailyard/directory';
import { FileContentStore, QueueDatabase, queueRedis, type ContentStores } from '@mailyard/queue';
import { Degradations, DurabilityWatch, MemoryAllowance, ServiceProcess, Volumes } from '@mailyard/service';
import { replies } from '@mailyard/smtp';
import { Metrics } from '@mailyard/telemetry';
import { FileMessageTracking } from '@mailyard/tracking';
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';

import { Agents, AgentsModule } from './agents.module.js';
import type { MakeAgents } from './delivery-table.js';
import { TransportLog } from './events/transport-log.js';
import { TransportMetrics } from './events/transport-metrics.js';
import { TransportService } from './transport-service.js';

/** Token of the content stores. */
const Stores = Symbol('ContentStores');
type Stores = ContentStores & { readonly large: FileContentStore };

/** Above it content is kept in files. */
const thresholdBytes = 256 * 1024;
/** For the arriving content of all sessions together. */
const arrivingBytesMax = 64 * 1024 * 1024;

/**
 * Provides TransportService and the DurabilityWatch of the Redis that holds the mail. Durability comes first: without it nothing
 * else is opened.
 */
@Global()
@Module({
  imports: [AgentsModule],
  providers: [
    {
      provide: DurabilityWatch,
      useFactory: watchDurability,
      inject: [ServiceProcess, Redis, Degradations, Metrics],
    },
    {
      provide: QueueDatabase,
      useFactory: openDatabase,
      inject: [ServiceProcess, DurabilityWatch, Degradations],
    },
    { provide: Stores, useFactory: openStores, inject: [Volumes] },
    {
      provide: TransportService,
      useFactory: compose,
      inject: [
        ServiceProcess,
        Directory,
        QueueDatabase,
        Stores,
        DurabilityWatch,
        Degradations,
        Metrics,
        Agents,
        FileMessageTracking,
      ],
    },
  ],
  exports: [TransportService, DurabilityWatch],
})
export class TransportModule implements OnApplicationShutdown {
  constructor(
    @Inject(DurabilityWatch) private readonly durability: DurabilityWatch,
    @Inject(QueueDatabase) private readonly database: QueueDatabase,
  ) {}

  onApplicationShutdown(): void {
    this.durability.close();
    this.database.close();
  }
}

async function watchDurability(
  { settings, logger }: ServiceProcess,
  redis: Redis,
  ...[degradations, metrics]: [Degradations, Metrics]
): Promise<DurabilityWatch> {
  const watch = await DurabilityWatch.open(redis, { settings, degradations, log: logger });
  metrics.gauge('mailyard_durability_strict', {
    help: '1: acknowledged mail survives the death of Redis; 0: it may be lost, and no mail is accepted unless MAILYARD_DURABILITY=relaxed.',
    read: (gauge) => gauge.set(watch.strict ? 1 : 0),
  });
  return watch;
}

function openDatabase(
  { settings, logger }: ServiceProcess,
  durability: DurabilityWatch,
  degradations: Degradations,
): Promise<QueueDatabase> {
  const redis = queueRedis(settings.redisUrl);
  return QueueDatabase.open({
    redis,
    server: settings.server,
    onConnected: () => durability.check(redis),
    onRefusal: (reason) => tellRefusal(degradations, reason),
    onFault: (error) => logger.error({ error }, 'fault of the queue database'),
  });
}

/** `reason` is undefined when Redis takes writes again. */
function tellRefusal(degradations: Degradations, reason: string | undefined): void {
  const [code, subject] = ['redis-refuses-writes', 'Redis'];
  if (reason === undefined) degradations.leave(code, subject);
  else degradations.enter({ code, subject, reason: `nothing is accepted or delivered: ${reason}` });
}

async function openStores(volumes: Volumes): Promise<Stores> {
  const folder = volumes.contentStore();
  return {
    large: await FileContentStore.open(folder.path, folder),
    thresholdBytes,
    memory: new MemoryAllowance(arrivingBytesMax),
  };
}

function compose(
  { settings, logger }: ServiceProcess,
  directory: Directory,
  ...[database, stores, durability, degradations, metrics, agents, tracking]: [
    QueueDatabase,
    Stores,
    DurabilityWatch,
    Degradations,
    Metrics,
    MakeAgents,
    FileMessageTracking,
  ]
): TransportService {
  return new TransportService({
    database,
    stores,
    directory,
    fqdn: directory.organization.fqdnOf(settings),
    place: { server: settings.server, portOffset: settings.portOffset },
    agents,
    refusal: () => (durability.forbidsMail ? replies.storageNotDurable : undefined),
    events: new TransportLog(logger),
    counts: new TransportMetrics(metrics),
    tracking,
    degradations,
  });
}
