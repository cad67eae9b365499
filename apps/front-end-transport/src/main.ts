import 'reflect-metadata';

import { runService } from '@mailyard/service/nest';

import { AppModule } from './app.module.js';

await runService('front-end-transport', (process) => AppModule.forRoot(process));
