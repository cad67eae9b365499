export { csv } from './log-files/csv-text.js';
export { CsvLog } from './log-files/csv-log.js';
export { LogClock } from './log-files/log-clock.js';
export {
  defaultFolder,
  LogFiles,
  type LogFilesOptions,
  type LogForm,
  type LogName,
} from './log-files/log-files.js';
export { logSettings } from './log-files/log-settings.js';
export type { Histogram, HistogramSeries } from './histogram.js';
export { failedSignInCounter, formatMetrics, Metrics, type MetricsSnapshot } from './metrics.js';
export { ProtocolLog, type ProtocolLogOptions } from './protocol-log/file-protocol-log.js';
export { ConnectivityLog, type ConnectivityEvent } from './connectivity-log/file-connectivity-log.js';
export { intraOrganizationConnector, sendLog } from './protocol-log/send-log.js';
export type { LoggedEvent, ProtocolLogKind } from './protocol-log/protocol-log-line.js';
export { SessionLines, type LoggedSession } from './protocol-log/session-lines.js';
export { SessionMetrics } from './session-metrics.js';
