import 'reflect-metadata';

import { readSettings, restrictDataDirectory } from '@mailyard/service';
import { NestLogger, startService } from '@mailyard/service';
import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module.js';

await startService('mailbox-delivery', async (service) => {
  const settings = readSettings(process.env);
  await restrictDataDirectory(settings.dataDir, service.logger);
  const app = await NestFactory.createApplicationContext(AppModule.forRoot({ settings, ...service }), {
    logger: new NestLogger(service.logger),
    abortOnError: false,
  });
  app.enableShutdownHooks([], { useProcessExit: true });
});
