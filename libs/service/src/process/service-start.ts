import { randomUUID } from 'node:crypto';

import type { Logger } from '../log/logger.js';
import { ServiceLog } from '../log/service-log.js';

/** What a process of a service has from its first moment. */
export interface ServiceProcess {
  readonly logger: Logger;
  /** The files behind the logger; undefined in tests that need none. */
  readonly log?: ServiceLog;
  /** Identity among its replicas. */
  readonly instance: string;
}

/** What a service makes is never readable for everybody, whoever starts it; secrets have modes of their own. */
export const serviceUmask = 0o027;

/** Runs the start of a service. One that fails is told in its log, with the cause, and ends the process. */
export async function startService(
  service: string,
  start: (process: ServiceProcess) => Promise<void>,
): Promise<void> {
  process.umask(serviceUmask);
  const log = new ServiceLog({ service, dataDir: process.env['MAILYARD_DATA_DIR'] || './data' });
  const { logger } = log;
  process.once('exit', () => log.flushSync());
  // Node.js then ends the process, as without us.
  process.on('uncaughtExceptionMonitor', (error) => logger.fatal({ error }, 'ended by an unexpected error'));
  try {
    await start({ logger, log, instance: randomUUID() });
  } catch (error) {
    logger.fatal({ error }, 'cannot start');
    process.exit(1);
  }
}
