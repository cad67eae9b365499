import type { LoggerService } from '@nestjs/common';

import type { Logger } from './logger.js';

/** Nest's own words (modules, start, shutdown) in the service log; its routine ones at debug level. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    this.logger.debug(details(context), text(message));
  }

  debug(message: unknown, ...context: unknown[]): void {
    this.logger.debug(details(context), text(message));
  }

  verbose(message: unknown, ...context: unknown[]): void {
    this.logger.trace(details(context), text(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn(details(context), text(message));
  }

  error(message: unknown, ...context: unknown[]): void {
    const error = message instanceof Error ? { error: message } : {};
    this.logger.error({ ...error, ...details(context) }, text(message));
  }

  fatal(message: unknown, ...context: unknown[]): void {
    const error = message instanceof Error ? { error: message } : {};
    this.logger.fatal({ ...error, ...details(context) }, text(message));
  }
}

/** Nest calls with (message, context) or, for errors, (message, stack, context). */
function details(context: readonly unknown[]): Record<string, unknown> {
  const source = context.at(-1);
  const stack = context.length > 1 ? context[0] : undefined;
  return { ...(source === undefined ? {} : { context: source }), ...(stack === undefined ? {} : { stack }) };
}

function text(message: unknown): string {
  if (message instanceof Error) return message.message;
  return typeof message === 'string' ? message : JSON.stringify(message);
}
