import 'reflect-metadata';

import { setFlagsFromString } from 'node:v8';

import { readSettings } from '@mailyard/directory';
import { NestLogger, startService } from '@mailyard/telemetry';
import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module.js';

// Content passes through by the megabyte in buffers outside the heap; otherwise V8 marks the whole heap for every 30 MB.
setFlagsFromString('--external-memory-accounted-in-global-limit');

await startService('hub-transport', async ({ logger, instance }) => {
  const settings = readSettings(process.env);
  const app = await NestFactory.createApplicationContext(AppModule.forRoot({ settings, logger, instance }), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  app.enableShutdownHooks([], { useProcessExit: true });
});
