export { LogFolder, type LogFolderLimits, type LogFolderOptions } from './log-files/file-log-folder.js';
export { ProtocolLog, type ProtocolLogOptions } from './protocol-log/file-protocol-log.js';
export { createLogger, Logger } from './logger.js';
export { formatMetrics, Metrics, type MetricsSnapshot } from './metrics.js';
export { NestLogger } from './nest-logger.js';
export type { ProtocolLogEntry, ProtocolLogKind } from './protocol-log/protocol-log-line.js';
export { startService, type ServiceProcess } from './service-start.js';
export {
  intraOrganizationLog,
  SessionProtocolLog,
  type LoggedSession,
} from './protocol-log/session-protocol-log.js';
export {
  SmtpReceiveLog,
  SmtpSendLog,
  TelemetryModule,
  type TelemetryModuleOptions,
} from './telemetry.module.js';
export { version } from './version.js';
