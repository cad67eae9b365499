import { AgentHost } from '@mailyard/agent-host';
import { MachineLoad, Pace, redisCpuSeconds, ResourceMonitor } from '@mailyard/back-pressure';
import { Directory, priorityConnectionsOf } from '@mailyard/directory';
import type { MessageSource } from '@mailyard/message';
import {
  FileContentStore,
  QueueDatabase,
  queueRedis,
  type ContentStores,
  type QueueDatabaseOptions,
} from '@mailyard/queue';
import {
  AuditLog,
  Degradations,
  DurabilityWatch,
  MemoryAllowance,
  ServiceProcess,
  Settings,
  Volumes,
} from '@mailyard/service';
import { replies, type Reply } from '@mailyard/smtp';
import { Metrics } from '@mailyard/telemetry';
import { FileMessageTracking } from '@mailyard/tracking';
import {
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Redis } from 'ioredis';

import { Agents, AgentsModule } from './agents.module.js';
import { hubMeters } from './hub-meters.js';
import type { MakeAgents } from './delivery-table.js';
import { TransportLog } from './events/transport-log.js';
import { TransportMetrics } from './events/transport-metrics.js';
import { paceOf } from './acceptance-pace.js';
import { QueueLogModule } from './queue-log/queue-log.module.js';
import { RoutingLogModule } from './routing-log/routing-log.module.js';
import { StatisticsLogModule } from './statistics-log/statistics-log.module.js';
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
  imports: [AgentsModule, QueueLogModule, RoutingLogModule, StatisticsLogModule],
  providers: [
    {
      provide: DurabilityWatch,
      useFactory: watchDurability,
      inject: [ServiceProcess, Redis, Degradations, Metrics],
    },
    {
      provide: QueueDatabase,
      useFactory: openDatabase,
      inject: [ServiceProcess, DurabilityWatch, Degradations, Directory, Metrics],
    },
    { provide: Stores, useFactory: openStores, inject: [Volumes] },
    { provide: MachineLoad, useFactory: machineLoad, inject: [ServiceProcess, Redis] },
    { provide: Pace, useFactory: paceOf, inject: [MachineLoad, Metrics, Directory, Settings] },
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
        ResourceMonitor,
        Pace,
        Redis,
        AgentHost,
      ],
    },
  ],
  exports: [TransportService, DurabilityWatch],
})
export class TransportModule implements OnApplicationBootstrap, OnApplicationShutdown {
  @Inject(MachineLoad) private readonly load!: MachineLoad;
  @Inject(Pace) private readonly pace!: Pace;
  @Inject(ResourceMonitor) private readonly monitor!: ResourceMonitor;
  @Inject(Redis) private readonly redis!: Redis;
  @Inject(Directory) private readonly directory!: Directory;
  @Inject(Settings) private readonly settings!: Settings;

  constructor(
    @Inject(DurabilityWatch) private readonly durability: DurabilityWatch,
    @Inject(QueueDatabase) private readonly database: QueueDatabase,
  ) {}

  onApplicationBootstrap(): void {
    const { monitor, redis, database, directory, settings } = this;
    const redisDiskSize = () => directory.organization.server(settings.server)?.RedisDiskSize;
    monitor.watch(...hubMeters({ redis, database, dataDir: settings.dataDir, redisDiskSize }));
  }

  async onApplicationShutdown(): Promise<void> {
    this.pace.stop();
    await this.load.stop();
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
  ...[degradations, directory, metrics]: [Degradations, Directory, Metrics]
): Promise<QueueDatabase> {
  const redis = queueRedis(settings.redisUrl);
  return QueueDatabase.open({
    redis,
    server: settings.server,
    onConnected: () => durability.check(redis),
    onRefusal: (reason) => tellRefusal(degradations, reason),
    redundancy: redundancyOf(directory, degradations, metrics),
    priorityConnections: () => priorityConnectionsOf(directory.organization.transport),
    onFault: (error) => logger.error({ error }, 'fault of the queue database'),
  });
}

function redundancyOf(
  directory: Directory,
  degradations: Degradations,
  metrics: Metrics,
): NonNullable<QueueDatabaseOptions['redundancy']> {
  const singleCopies = metrics.counter('mailyard_hub_messages_not_redundant_total', {
    help: 'Messages accepted while fewer replicas of Redis had them than ShadowReplicas says.',
  });
  const [code, subject] = ['redundancy-missing', 'Redis'];
  return {
    settings: () => {
      const { transport } = directory.organization;
      return {
        replicas: transport.ShadowRedundancyEnabled ? transport.ShadowReplicas : 0,
        timeoutMs: transport.ShadowReplicationTimeout,
        rejects: transport.RejectMessageOnShadowFailure,
      };
    },
    onSingleCopies: (messages) => singleCopies.inc(messages),
    onMissing: (reason) => {
      if (reason === undefined) degradations.leave(code, subject);
      else degradations.enter({ code, subject, reason });
    },
  };
}

/** `reason` is undefined when Redis takes writes again. */
function tellRefusal(degradations: Degradations, reason: string | undefined): void {
  const [code, subject] = ['redis-refuses-writes', 'Redis'];
  if (reason === undefined) degradations.leave(code, subject);
  else degradations.enter({ code, subject, reason: `nothing is accepted or delivered: ${reason}` });
}

function machineLoad({ logger }: ServiceProcess, redis: Redis): MachineLoad {
  return new MachineLoad(
    () => redisCpuSeconds(redis),
    (error) => logger.error({ error }, 'the load of the machine is not known'),
  );
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
  ...[
    database,
    stores,
    durability,
    degradations,
    metrics,
    agents,
    tracking,
    monitor,
    pace,
    redis,
    agentHost,
  ]: [
    QueueDatabase,
    Stores,
    DurabilityWatch,
    Degradations,
    Metrics,
    MakeAgents,
    FileMessageTracking,
    ResourceMonitor,
    Pace,
    Redis,
    AgentHost,
  ]
): TransportService {
  return new TransportService({
    database,
    stores,
    directory,
    fqdn: directory.organization.fqdnOf(settings),
    place: { server: settings.server, portOffset: settings.portOffset },
    agents,
    refusal: (source) =>
      database.redundancy?.refuses ? replies.notRedundant : refusalOf(source, durability, monitor),
    pace,
    agentHost,
    resubmissionPaused: () => monitor.actions.pausesResubmission,
    events: new TransportLog(logger),
    counts: new TransportMetrics(metrics),
    tracking,
    degradations,
    audit: new AuditLog({ redis, log: logger }),
  });
}

/** Also of what had begun before: what is short may be gone by the time its content is here. */
function refusalOf(
  { authAs }: MessageSource,
  durability: DurabilityWatch,
  { actions: { refuses } }: ResourceMonitor,
): Reply | undefined {
  if (durability.forbidsMail) return replies.storageNotDurable;
  const refused = refuses === 'everybody' || (refuses === 'strangers' && authAs !== 'Internal');
  return refused ? replies.insufficientResources : undefined;
}
