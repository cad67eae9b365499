export { failedSignInCounter, formatMetrics, Metrics, type MetricsSnapshot } from './metrics.js';
export { ProtocolLog, type ProtocolLogOptions } from './protocol-log/file-protocol-log.js';
export type { ProtocolLogEntry, ProtocolLogKind } from './protocol-log/protocol-log-line.js';
export type { LoggedSession } from './protocol-log/session-lines.js';
export { intraOrganizationLog, SessionProtocolLog } from './protocol-log/session-protocol-log.js';
export { SessionMetrics } from './session-metrics.js';
export { SmtpReceiveLog, SmtpSendLog, TelemetryModule } from './telemetry.module.js';
