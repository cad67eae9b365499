import { randomUUID } from 'node:crypto';

import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { NestLogger } from '../log/nest-logger.js';
import { ServiceLog } from '../log/service-log.js';
import { readSettings } from '../settings/settings.js';
import { answerCommandLine } from './command-line.js';
import { restrictDataDirectory } from './file-data-directory.js';
import type { ServiceProcess } from './service-process.js';

/** What a service makes is never readable for everybody, whoever starts it; secrets have modes of their own. */
export const serviceUmask = 0o027;

/** Runs the start of a service. One that fails is told in its log, with the cause, and ends the process. */
export async function startService(
  service: string,
  start: (process: ServiceProcess) => Promise<void>,
): Promise<void> {
  answerCommandLine({
    name: service,
    summary: 'a service of Mailyard, which `npm start` runs with the others.',
  });
  process.umask(serviceUmask);
  const log = new ServiceLog({ service, dataDir: process.env['MAILYARD_DATA_DIR'] || './data' });
  const { logger } = log;
  process.once('exit', () => log.flushSync());
  // Node.js then ends the process, as without us.
  process.on('uncaughtExceptionMonitor', (error) => logger.fatal({ error }, 'ended by an unexpected error'));
  try {
    const settings = readSettings(process.env);
    await restrictDataDirectory(settings.dataDir, logger);
    await start({ service, instance: randomUUID(), settings, logger, log });
  } catch (error) {
    logger.fatal({ error }, 'cannot start');
    process.exit(1);
  }
}

/** Runs a service that has no web pages: its modules start, and stop at SIGTERM. */
export function runService(service: string, app: (process: ServiceProcess) => DynamicModule): Promise<void> {
  return startService(service, async (process) => {
    const context = await NestFactory.createApplicationContext(app(process), {
      logger: new NestLogger(process.logger),
      abortOnError: false,
    });
    context.enableShutdownHooks([], { useProcessExit: true });
  });
}
