import { destination, pino, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** Token under which TelemetryModule provides the logger. */
export const Logger = Symbol('Logger');

/**
 * The service log: a JSON line an event on standard output, level from MAILYARD_LOG_LEVEL unless given. Written at
 * once: the last line before a crash is the one that is needed.
 */
export function createLogger(service: string, level = process.env['MAILYARD_LOG_LEVEL'] || 'info'): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      // Errors under either key are written with type, message, stack and cause.
      serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
    },
    destination({ dest: 1, sync: true }),
  );
}
