import { join } from 'node:path';

import {
  AppendOnlyFileMeter,
  FsyncLatencyMeter,
  RedisMemoryMeter,
  type Meter,
} from '@mailyard/back-pressure';
import { submissionQueue, type QueueDatabase } from '@mailyard/queue';
import type { Redis } from 'ioredis';

export interface HubMetersOptions {
  readonly redis: Redis;
  readonly database: QueueDatabase;
  readonly dataDir: string;
  readonly redisDiskSize: () => number | undefined;
}

/** What may run out of a hub, beside what may of every process. */
export function hubMeters({ redis, database, dataDir, redisDiskSize }: HubMetersOptions): readonly Meter[] {
  return [
    new RedisMemoryMeter(redis),
    new AppendOnlyFileMeter({ redis, folder: join(dataDir, 'redis'), sizeBytes: redisDiskSize }),
    new FsyncLatencyMeter(redis),
    {
      resource: 'QueueLength[SubmissionQueue]',
      read: async () => (database.ready ? { value: await database.waiting(submissionQueue) } : undefined),
    },
    { resource: 'UsedVersionBuckets', read: () => ({ value: database.pendingTransactions }) },
  ];
}
