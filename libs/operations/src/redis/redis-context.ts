import { join } from 'node:path';

import { timeoutsOf, type Directory } from '@mailyard/directory';
import { DirectorySynchronizer } from '@mailyard/ldap';
import {
  MessageCatalog,
  QueueCatalog,
  QueueDatabase,
  queueRedis,
  readContentFile,
  MessageIndex,
  MessageSearches,
  ServerKeys,
  type QueuedMessage,
  type QueueFilter,
  type QueueSummary,
  type TlsDomainOf,
} from '@mailyard/queue';
import { tlsDomainOf } from '@mailyard/routing';
import { isSameName } from '@mailyard/schema';
import {
  AuditLog,
  ComponentStates,
  readRedisHealth,
  readRedisMemory,
  SecretKeys,
  secretsFolder,
  silentLog,
  writeRefusal,
  type Log,
  type ServiceRegistry,
  type Settings,
} from '@mailyard/service';
import { Administrators, AdministratorSessions, ApiTokens, LastSignIns } from '@mailyard/sign-in';
import { OrderTracking, TrackingStream } from '@mailyard/tracking';
import { storeInThread, storePlace } from '@mailyard/tracking-store';
import type { Redis } from 'ioredis';

import { presentedCertificates } from '../attention/presented-certificates.js';
import { Notifications } from '../attention/redis-notifications.js';
import type { OperationContext } from '../context.js';
import type { EdgeContext } from '../edge/edge-context.js';
import type { EdgeContextOptions } from '../edge/redis-edge-context.js';
import { lazily } from '../lazily.js';
import { hasStoredMail } from '../mailboxes/file-stored-mail.js';
import { PersonalSettings } from '../personal/redis-personal-settings.js';
import { RelayClientOwners } from '../tracking/redis-relay-client-owners.js';
import { ProtocolLogs } from '../protocol-log/file-protocol-logs.js';
import { LoggingPeriods } from '../protocol-log/periods/redis-logging-periods.js';
import { ListedQueues } from '../queues/listed-queues.js';
import { ServiceActivity } from '../health/service-activity.js';
import { RecentSeries } from '../series/recent-series.js';
import { SeriesStore } from '../series/redis-series-store.js';

export interface ContextOptions {
  readonly redis: Redis;
  readonly directory: Directory;
  readonly registry: ServiceRegistry;
  readonly settings: Pick<
    Settings,
    'server' | 'fqdn' | 'redisUrl' | 'portOffset' | 'dataDir' | 'trackingDatabase'
  >;
  readonly log?: Log;
}

/** A context with what has to be closed after it. */
export interface OpenContext extends OperationContext {
  /** From now on whatever waits is known, so that no search has to read it first. */
  followMessages(): void;
  close(): Promise<void>;
}

/** The connection stays the caller's. */
export function openContext({ redis, settings, log, ...given }: ContextOptions): OpenContext {
  const server = serverOf(given.directory, settings);
  const { name } = server;
  const tlsDomain: TlsDomainOf = (nextHop) => tlsDomainOf(nextHop, given.directory.organization);
  const queues = new QueueCatalog({ redis, server: name, tlsDomainOf: tlsDomain });
  const tracking = storeInThread(storePlace(settings));
  const expirationMs = (priority: QueuedMessage['priority']) =>
    timeoutsOf(given.directory.organization.transport, priority).expirationMs;
  const index = new MessageIndex({ redis, keys: new ServerKeys(name), expirationMs });
  const { dataDir } = settings;
  const orders = new OrderTracking({ dataDir, directory: given.directory, server: name });
  const secretKeys = new SecretKeys(secretsFolder(settings));
  const certificates = async () => {
    const { CertificateStore } = await import('@mailyard/certificates');
    return new CertificateStore(join(dataDir, 'pki'), { fqdn: server.fqdn });
  };
  let opened: Promise<QueueDatabase> | undefined;
  // Whoever ordered something hears of a failure from the order itself.
  const onFault = (): void => undefined;
  return {
    ...given,
    server,
    componentStates: new ComponentStates(redis),
    secretKeys,
    synchronizer: new DirectorySynchronizer({
      redis,
      directory: given.directory,
      keys: secretKeys,
      log: log ?? silentLog,
    }),
    edge: lazily(() => openEdge({ redis, ...given, settings, secretKeys, log: log ?? silentLog })),
    certificates,
    presentedCertificates: presentedCertificates({ ...given, certificates }),
    ...mailboxesIn(dataDir, redis),
    queues,
    listedQueues: new ListedQueues(queues),
    queuesOf: (other, filter) =>
      queuesOf(new QueueCatalog({ redis, server: other, tlsDomainOf: tlsDomain }), filter),
    messages: new MessageCatalog({ redis, server: name, expirationMs }),
    searches: new MessageSearches(index),
    database: () =>
      (opened ??= QueueDatabase.open({ redis: queueRedis(settings.redisUrl), server: name, onFault })),
    contentFile: (id) => readContentFile(join(settings.dataDir, 'queue', name), id),
    redis: readingsOf(redis),
    audit: new AuditLog({ redis, ...(log === undefined ? {} : { log }) }),
    ...keptFor(redis, name),
    protocolLogs: new ProtocolLogs({ dataDir, directory: given.directory, server: name }),
    lastLogLines: logLinesIn(dataDir),
    tracking,
    trackingWaitsSince: () => TrackingStream.waitingSince(redis),
    orderTracking: orders.tracking,
    followMessages: () => index.follow(),
    close: async () => {
      await orders.close();
      await tracking.close();
      await index.stop();
      await queues.close();
      (await opened)?.close();
    },
  };
}

function mailboxesIn(dataDir: string, redis: Redis): Pick<OperationContext, 'hasStoredMail' | 'mailboxSize'> {
  return {
    hasStoredMail: (mailbox) => hasStoredMail(dataDir, mailbox),
    mailboxSize: async (server, mailbox) => {
      const { mailboxSize } = await import('../mailboxes/redis-mailbox-size.js');
      return mailboxSize(redis, server, mailbox);
    },
  };
}

/** Read by those alone who ask for them. */
function logLinesIn(dataDir: string): OperationContext['lastLogLines'] {
  return async (process, limit) => {
    const { lastLogLines } = await import('../service-log/file-service-logs.js');
    return lastLogLines(dataDir, process, limit);
  };
}

/** What is kept for administrators, and of the server. */
function keptFor(redis: Redis, server: string) {
  return {
    administrators: new Administrators(redis),
    sessions: new AdministratorSessions(redis),
    lastSignIns: {
      mail: new LastSignIns(redis, 'mail'),
      administration: new LastSignIns(redis, 'administration'),
    },
    tokens: new ApiTokens(redis),
    series: new SeriesStore({ redis, server }),
    recentSeries: new RecentSeries(),
    activity: new ServiceActivity(),
    notifications: new Notifications({ redis, server }),
    loggingPeriods: new LoggingPeriods(redis),
    personal: new PersonalSettings(redis),
    relayClientOwners: new RelayClientOwners(redis),
  };
}

function readingsOf(redis: Redis): OperationContext['redis'] {
  return {
    refusal: () => writeRefusal(redis),
    memory: () => readRedisMemory(redis),
    health: () => readRedisHealth(redis),
  };
}

/** The environment of whoever orders may name another server than the one that there is. */
function serverOf(
  { organization }: Directory,
  { server, fqdn, portOffset }: ContextOptions['settings'],
): OperationContext['server'] {
  const { servers } = organization;
  const known = servers.find(({ Name }) => isSameName(Name, server)) ?? servers[0];
  return { name: known?.Name ?? server, fqdn: known?.Fqdn ?? fqdn, portOffset };
}

async function queuesOf(catalog: QueueCatalog, filter: QueueFilter): Promise<readonly QueueSummary[]> {
  const found: QueueSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await catalog.page({ filter, limit: 2_000, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

async function openEdge(options: EdgeContextOptions): Promise<EdgeContext> {
  const { edgeContext } = await import('../edge/redis-edge-context.js');
  return edgeContext(options);
}
