export { LogFolder, type LogFolderLimits, type LogFolderOptions } from './log-files/file-log-folder.js';
export { ProtocolLog, type ProtocolLogOptions } from './protocol-log/file-protocol-log.js';
export type { LogTroubles } from './log-files/log-troubles.js';
export { createLogger, Logger, type LogDestination } from './service-log/logger.js';
export { ServiceLog, type ServiceLogOptions } from './service-log/service-log.js';
export { failedSignInCounter, formatMetrics, Metrics, type MetricsSnapshot } from './metrics.js';
export { NestLogger } from './service-log/nest-logger.js';
export type { ProtocolLogEntry, ProtocolLogKind } from './protocol-log/protocol-log-line.js';
export { SessionMetrics } from './session-metrics.js';
export { serviceUmask, startService, type ServiceProcess } from './service-log/service-start.js';
export { intraOrganizationLog, SessionProtocolLog } from './protocol-log/session-protocol-log.js';
export type { LoggedSession } from './protocol-log/session-lines.js';
export {
  SmtpReceiveLog,
  SmtpSendLog,
  TelemetryModule,
  type TelemetryModuleOptions,
} from './telemetry.module.js';
export { version } from './version.js';
