import { randomUUID } from 'node:crypto';

import { createLogger, type Logger } from './logger.js';

/** What a process of a service has from its first moment. */
export interface ServiceProcess {
  readonly logger: Logger;
  /** Identity among its replicas. */
  readonly instance: string;
}

/** Runs the start of a service. One that fails is told in its log, with the cause, and ends the process. */
export async function startService(
  service: string,
  start: (process: ServiceProcess) => Promise<void>,
): Promise<void> {
  const logger = createLogger(service);
  try {
    await start({ logger, instance: randomUUID() });
  } catch (error) {
    logger.fatal({ error }, 'cannot start');
    process.exit(1);
  }
}
