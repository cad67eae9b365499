import 'reflect-metadata';

import { randomUUID } from 'node:crypto';

import { readSettings } from '@mailyard/directory';
import { createLogger, NestLogger } from '@mailyard/telemetry';
import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module.js';

const logger = createLogger('front-end-transport');
try {
  const options = { settings: readSettings(process.env), logger, instance: randomUUID() };
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(options), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  app.enableShutdownHooks([], { useProcessExit: true });
} catch (error) {
  logger.fatal({ error }, 'cannot start');
  process.exit(1);
}
