import { Directory } from '@mailyard/directory';
import { EdgeListener, EdgeWatch } from '@mailyard/edge-sync';
import { SourceWatch } from '@mailyard/ldap';
import {
  connectRedis,
  Degradations,
  Logger,
  ServiceProcess,
  ServiceRegistry,
  Settings,
} from '@mailyard/service';
import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';

import { NotificationWatch } from './attention/notification-watch.js';
import { BoardQueues } from './board/redis-board-queues.js';
import { commandText } from './cmdlets/command-text/command-text.js';
import { LiveEvents } from './events/live-events.js';
import { PipelineWatch } from './health/pipeline-watch.js';
import { ownPki } from './edge/redis-edge-context.js';
import { Operations } from './operations.js';
import { LoggingPeriodWatch } from './protocol-log/periods/logging-period-watch.js';
import { ListedQueues } from './queues/listed-queues.js';
import { openContext, type OpenContext } from './redis/redis-context.js';
import { SeriesRecorder } from './series/series-recorder.js';

/** Long listings have a connection of their own, so that no heartbeat waits behind one. */
const OperationsRedis = Symbol('OperationsRedis');
const Context = Symbol('OperationContext');
/** What looks at the pipeline all the time. */
const Watches = Symbol('Watches');
type Watches = readonly Pick<PipelineWatch, 'start' | 'stop'>[];

/** Provides Operations, LiveEvents, BoardQueues and ListedQueues, watches the pipeline of the server and remembers how it fared; needs ServiceModule and DirectoryModule. */
@Module({
  providers: [
    {
      provide: OperationsRedis,
      useFactory: (settings: Settings, log: Logger) =>
        connectRedis(settings, { role: 'request', log, name: 'operations' }),
      inject: [Settings, Logger],
    },
    {
      provide: Context,
      useFactory: (...[redis, directory, registry, settings, log]: ContextDependencies) =>
        openContext({ redis, directory, registry, settings, log }),
      inject: [OperationsRedis, Directory, ServiceRegistry, Settings, Logger],
    },
    {
      provide: Operations,
      useFactory: (context: OpenContext) => new Operations(context, commandText),
      inject: [Context],
    },
    {
      provide: LiveEvents,
      useFactory: (context: OpenContext) => new LiveEvents(context),
      inject: [Context],
    },
    {
      provide: ListedQueues,
      useFactory: ({ listedQueues }: OpenContext) => listedQueues,
      inject: [Context],
    },
    {
      provide: BoardQueues,
      useFactory: ({ queues }: OpenContext) => new BoardQueues(queues),
      inject: [Context],
    },
    {
      provide: Watches,
      useFactory: async (
        ...[context, degradations, { instance, logger: log, settings }, live, redis]: WatchDependencies
      ) => [
        // It looks when somebody listens.
        { start: () => undefined, stop: () => live.close() },
        new PipelineWatch(context, { degradations, log }),
        new NotificationWatch(context, { redis, instance, log }),
        new LoggingPeriodWatch(context, { log }),
        new SeriesRecorder(context, { instance, log }),
        new SourceWatch({ ...context, redis, degradations, instance, log }),
        new EdgeWatch({
          ...context,
          edgeSync: (await context.edge()).synchronizer,
          redis,
          degradations,
          instance,
          log,
        }),
        new EdgeListener({
          ...context,
          ...(await context.edge()),
          degradations,
          log,
          identity: async () => (await ownPki(settings)).internal,
          address: settings.bindAddress ?? '::',
        }),
      ],
      inject: [Context, Degradations, ServiceProcess, LiveEvents, OperationsRedis],
    },
  ],
  exports: [Operations, LiveEvents, BoardQueues, ListedQueues],
})
export class OperationsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(OperationsRedis) private readonly redis: Redis,
    @Inject(Context) private readonly context: OpenContext,
    @Inject(Watches) private readonly watches: Watches,
  ) {}

  onApplicationBootstrap(): void {
    for (const watch of this.watches) watch.start();
    this.context.followMessages();
  }

  async onApplicationShutdown(): Promise<void> {
    try {
      await Promise.all(this.watches.map((watch) => watch.stop()));
      await this.context.close();
    } finally {
      this.redis.disconnect();
    }
  }
}

type ContextDependencies = [Redis, Directory, ServiceRegistry, Settings, Logger];
type WatchDependencies = [OpenContext, Degradations, ServiceProcess, LiveEvents, Redis];
