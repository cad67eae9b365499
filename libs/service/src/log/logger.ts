import { createRequire } from 'node:module';

import type * as Pino from 'pino';

/** Loaded by services: a command has no service log, and should not wait for it. */
const require = createRequire(import.meta.url);
const library = (): typeof Pino => require('pino') as typeof Pino;

export type Logger = Pino.Logger;

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
  const { pino } = library();
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
  return library().destination({ dest: 1, sync: true });
}
