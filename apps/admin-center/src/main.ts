import 'reflect-metadata';

import { webEndpoint, webUrl } from '@mailyard/service';
import { NestLogger, startService } from '@mailyard/service/nest';
import { adminPassword } from '@mailyard/sign-in';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';

import { AppModule } from './app.module.js';
import { guardPages, listen } from './web-server.js';

await startService('admin-center', async (service) => {
  const { settings, logger, instance } = service;
  const password = await adminPassword(settings, (line) => process.stdout.write(`${line}\n`));
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(service, password), {
    logger: new NestLogger(logger),
    bodyParser: false,
    forceCloseConnections: true,
    abortOnError: false,
  });
  app.enableShutdownHooks([], { useProcessExit: true });
  guardPages(app);
  await listen(app, { settings, instance });
  logger.info(`listening on ${webUrl(webEndpoint(settings))}`);
});
