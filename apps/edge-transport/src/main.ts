import 'reflect-metadata';

import { setFlagsFromString } from 'node:v8';

import { runService } from '@mailyard/service/nest';

import { AppModule } from './app.module.js';

// Content passes through by the megabyte in buffers outside the heap; otherwise V8 marks the whole heap for every 30 MB.
setFlagsFromString('--external-memory-accounted-in-global-limit');

await runService('edge-transport', (process) => AppModule.forRoot(process));
