// What needs Nest; the rest of this lib does not, and commands start without it.
export { SmtpReceiveLog, SmtpSendLog, TelemetryModule } from './telemetry.module.js';
