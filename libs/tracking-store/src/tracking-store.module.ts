import { Degradations, Logger, PeriodicTask, ServiceProcess, Settings } from '@mailyard/service';
import { streamBytesMax, TrackingPatience } from '@mailyard/tracking';
import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';

import { StreamConsumer } from './consume/redis-stream-consumer.js';
import { storePlace } from './thread/store-calls.js';
import { storeInThread, type ThreadedStore } from './thread/store-thread.js';

const WritingStore = Symbol('WritingStore');

const retentionMs = 3_600_000;
/** Nothing is deleted there by its age. */
const keptInStream = { maxDirectoryBytes: streamBytesMax, maxAgeMs: Infinity };

/** Brings what the services track into the store, and deletes there what is too old; needs ServiceModule. */
@Module({
  providers: [
    {
      provide: WritingStore,
      useFactory: (settings: Settings) => storeInThread(storePlace(settings)),
      inject: [Settings],
    },
    {
      provide: StreamConsumer,
      useFactory: (...[redis, store, { instance, settings }, degradations, log]: ConsumerDependencies) =>
        new StreamConsumer({
          redis,
          store,
          instance,
          patience: new TrackingPatience({ delayMs: settings.trackingDelayMs, kept: () => keptInStream }),
          degradations,
          log,
        }),
      inject: [Redis, WritingStore, ServiceProcess, Degradations, Logger],
    },
    {
      provide: PeriodicTask,
      useFactory: (store: ThreadedStore, settings: Settings, log: Logger) =>
        new PeriodicTask(
          () => deleteOld(store, settings, log),
          (error) => log.error({ error }, 'tracking events that are too old are still there'),
        ),
      inject: [WritingStore, Settings, Logger],
    },
  ],
})
export class TrackingStoreModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(WritingStore) private readonly store: ThreadedStore,
    @Inject(StreamConsumer) private readonly consumer: StreamConsumer,
    @Inject(PeriodicTask) private readonly retention: PeriodicTask,
  ) {}

  onApplicationBootstrap(): void {
    this.consumer.start();
    this.retention.start(retentionMs);
    void this.retention.now();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.consumer.stop(), this.retention.stop()]);
    await this.store.close();
  }
}

type ConsumerDependencies = [Redis, ThreadedStore, ServiceProcess, Degradations, Logger];

async function deleteOld(store: ThreadedStore, settings: Settings, log: Logger): Promise<void> {
  const { trackingMaxAgeMs: maxAgeMs, trackingMaxBytes: maxBytes } = settings;
  const days = await store.deleteOld({ maxAgeMs, maxBytes }, Date.now());
  if (days.length > 0) log.info(`tracking events are deleted by age or size: ${days.join(', ')}`);
}
