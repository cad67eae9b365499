import 'reflect-metadata';

import { readSettings } from '@mailyard/directory';
import { NestLogger, startService } from '@mailyard/telemetry';
import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module.js';

await startService('mailbox-delivery', async ({ logger, instance }) => {
  const settings = readSettings(process.env);
  const app = await NestFactory.createApplicationContext(AppModule.forRoot({ settings, logger, instance }), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  app.enableShutdownHooks([], { useProcessExit: true });
});
