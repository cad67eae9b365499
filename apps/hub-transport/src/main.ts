import 'reflect-metadata';

import { setFlagsFromString } from 'node:v8';

import { readSettings, restrictDataDirectory } from '@mailyard/service';
import { NestLogger, startService } from '@mailyard/service';
import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module.js';

// Content passes through by the megabyte in buffers outside the heap; otherwise V8 marks the whole heap for every 30 MB.
setFlagsFromString('--external-memory-accounted-in-global-limit');

await startService('hub-transport', async (service) => {
  const settings = readSettings(process.env);
  await restrictDataDirectory(settings.dataDir, service.logger);
  const app = await NestFactory.createApplicationContext(AppModule.forRoot({ settings, ...service }), {
    logger: new NestLogger(service.logger),
    abortOnError: false,
  });
  app.enableShutdownHooks([], { useProcessExit: true });
});
