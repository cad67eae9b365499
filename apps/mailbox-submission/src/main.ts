import 'reflect-metadata';

import { runService } from '@mailyard/service/nest';

import { AppModule } from './app.module.js';

await runService('mailbox-submission', (process) => AppModule.forRoot(process));
