import { destination, pino, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** Token under which TelemetryModule provides the logger. */
export const Logger = Symbol('Logger');

/** Where lines go. */
export interface LogDestination {
  write(line: string): void;
  /** Called after a fatal line, which may be the last. */
  flushSync(): void;
}

export interface LoggerOptions {
  /** Default: MAILYARD_LOG_LEVEL. */
  readonly level?: string;
  /** Default: standard output. */
  readonly to?: LogDestination;
}

/** The service log: a JSON line an event. */
export function createLogger(service: string, options: LoggerOptions = {}): Logger {
  const { level = process.env['MAILYARD_LOG_LEVEL'] || 'info', to = standardOutput() } = options;
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      // Errors under either key are written with type, message, stack and cause.
      serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
    },
    to,
  );
}

/** Written at once: the last line before a crash is the one that is needed. */
export function standardOutput(): LogDestination {
  return destination({ dest: 1, sync: true });
}
