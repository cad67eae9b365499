// What needs Nest; the rest of this lib does not, and commands start without it.
export { LogsModule, SmtpReceiveLog, SmtpSendLog } from './logs.module.js';
export { TelemetryModule } from './telemetry.module.js';
