import 'reflect-metadata';

import { runService } from '@mailyard/service';

import { AppModule } from './app.module.js';

await runService('mailbox-delivery', (process) => AppModule.forRoot(process));
