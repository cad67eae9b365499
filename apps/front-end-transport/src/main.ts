import 'reflect-metadata';

import { runService } from '@mailyard/service';

import { AppModule } from './app.module.js';

await runService('front-end-transport', (process) => AppModule.forRoot(process));
