export {
  AuditLog,
  auditTypes,
  type AuditEntry,
  type AuditType,
  bounded,
  type DatedAuditEntry,
} from './audit/redis-audit-log.js';
export {
  type Component,
  componentOf,
  type ComponentRequest,
  components,
  drainable,
  effectiveState,
  type Requester,
  requesters,
} from './components/component-state.js';
export { ComponentWatch, type ComponentWatchOptions } from './components/component-watch.js';
export { ComponentStates } from './components/redis-component-states.js';
export { type Degradation, Degradations } from './degradations.js';
export { withFileLock } from './files/file-lock.js';
export { isCode } from './files/system-error.js';
export { makeMarker, readMarker } from './volumes/file-volume-marker.js';
export { busyShare, LocalLoad } from './local-load.js';
export {
  LogFolder,
  type LogFolderLimits,
  type LogFolderOptions,
  type LogFolderSettings,
  type LogLine,
} from './log/files/file-log-folder.js';
export { reportTroubles } from './log/files/log-troubles.js';
export { type Log, silentLog } from './log/log.js';
export { createLogger, type LogDestination, Logger } from './log/logger.js';
export { MemoryAllowance } from './memory-allowance.js';
export { ServiceLog, type ServiceLogOptions } from './log/service-log.js';
export { PeriodicTask } from './periodic-task.js';
export { answerCommandLine } from './process/command-line.js';
export { restrictDataDirectory } from './process/file-data-directory.js';
export { ServiceProcess } from './process/service-process.js';
export { version } from './process/version.js';
export { DurabilityWatch, type DurabilityWatchOptions } from './redis/durability-watch.js';
export { privateRedisSocket } from './redis/connection/private-redis-socket.js';
export {
  connectRedis,
  openRedis,
  type RedisConnectionOptions,
  redisReady,
  type RedisRole,
  reportOutages,
} from './redis/connection/redis-connection.js';
export type { Durability } from './redis/redis-durability.js';
export { LeasedWatch } from './redis/leased-watch.js';
export { RedisLease, type RedisLeaseOptions } from './redis/redis-lease.js';
export {
  readAppendOnlyFile,
  rewriteAppendOnlyFile,
  type AppendOnlyFile,
} from './redis/redis-append-only-file.js';
export { readRedisMemory, type RedisMemory } from './redis/redis-memory.js';
export { readRedisHealth, type RedisHealth } from './redis/redis-health.js';
export { refusesWrites, writeRefusal } from './redis/redis-writes.js';
export { ReplicaChannel, type ReplicaChannelOptions } from './redis/replica-channel.js';
export {
  type ListenerReport,
  type LiveFilter,
  type PressureReport,
  type Refused,
  type ServiceInstance,
  ServiceRegistry,
  type ServiceRegistryOptions,
  type ServiceState,
} from './registry/redis-service-registry.js';
export { SecretKeys, secretsFolder } from './secrets/file-secret-keys.js';
export { keyIdOf, type OpenedSecret, openText, sealText, type SecretKey } from './secrets/sealed-text.js';
export { machineAddresses, ownAddress } from './settings/own-address.js';
export { processCount } from './settings/process-counts.js';
export {
  readSettings,
  type ServerRole,
  serverRoles,
  Settings,
  SettingsError,
  settingsVariables,
} from './settings/settings.js';
export type { OpenIdSettings } from './settings/openid-settings.js';
export { isLoopback, publicWebUrl, webEndpoint, type WebEndpoint, webUrl } from './settings/web-endpoint.js';
export { refuseOrphanedVolumes } from './volumes/file-orphaned-volumes.js';
export { VolumeRecords } from './volumes/redis-volume-records.js';
export { Volumes } from './volumes/volumes.js';
