import { isDeepStrictEqual } from 'node:util';

import { span } from '@mailyard/schema';
import type { DirectorySource } from '@mailyard/directory';
import {
  PeriodicTask,
  RedisLease,
  refusesWrites,
  type Degradation,
  type Degradations,
} from '@mailyard/service';

import {
  SynchronizationRunning,
  type DirectorySynchronizer,
  type SynchronizerOptions,
} from './directory-synchronizer.js';
import type { SourceRecord } from './redis-source-records.js';

export interface SourceWatchOptions extends Pick<SynchronizerOptions, 'redis' | 'directory' | 'log'> {
  readonly synchronizer: DirectorySynchronizer;
  readonly degradations: Pick<Degradations, 'found'>;
  /** Who this is among replicas. */
  readonly instance: string;
  /** How often it is looked what is due. Default: every second. */
  readonly lookMs?: number;
}

const code = 'directory-source-failing';
const leaseMs = 15_000;
/** After a failure it is tried again sooner. */
const retryMs = span.minute;

/** Synchronizes every source when it is due, and at once when it is new or its settings have changed. */
export class SourceWatch {
  readonly #options: SourceWatchOptions;
  readonly #lease: RedisLease;
  readonly #looks: PeriodicTask;
  /** As they were when they were synchronized here. */
  readonly #done = new Map<string, DirectorySource>();
  readonly #running = new Map<string, Promise<void>>();

  constructor(options: SourceWatchOptions) {
    this.#options = options;
    const { redis, instance: holder } = options;
    this.#lease = new RedisLease({ redis, key: '{mailyard}:directory-sources:watch', holder, leaseMs });
    this.#looks = new PeriodicTask(
      () => this.#look(),
      (error) => options.log.warn(`directory sources cannot be watched: ${String(error)}`),
    );
  }

  start(): void {
    this.#looks.start(this.#options.lookMs ?? span.second);
  }

  async stop(): Promise<void> {
    await this.#looks.stop();
    await Promise.all(this.#running.values());
    await this.#lease.release();
  }

  async #look(): Promise<void> {
    const { directory, synchronizer, degradations } = this.#options;
    const sources = directory.organization.objects.DirectorySources.filter(({ Enabled }) => Enabled);
    const isMine = sources.length > 0 && (await this.#lease.isMine());
    const found: Omit<Degradation, 'since'>[] = [];
    for (const source of sources) {
      // There are few.
      // eslint-disable-next-line no-await-in-loop
      const record = await synchronizer.records.of(source.Guid);
      found.push(...problemsOf(source, record));
      if (isMine && this.#isDue(source, record)) this.#begin(source);
    }
    degradations.found([code], found);
  }

  #isDue(source: DirectorySource, record: SourceRecord | undefined): boolean {
    if (this.#running.has(source.Guid)) return false;
    if (record === undefined || !isDeepStrictEqual(this.#done.get(source.Guid), source)) return true;
    const interval =
      record.result === 'Succeeded' ? source.SyncInterval : Math.min(retryMs, source.SyncInterval);
    return Date.now() >= Date.parse(record.lastAttempt) + interval;
  }

  #begin(source: DirectorySource): void {
    const { synchronizer, log } = this.#options;
    const running = synchronizer
      .synchronize(source)
      .then(() => void this.#done.set(source.Guid, source))
      .catch((error: unknown) => {
        // Somebody else brings it; Redis, when it is back, shows what is due.
        if (error instanceof SynchronizationRunning || refusesWrites(error)) return;
        log.warn(`directory source ${source.Name}: ${String(error)}`);
      })
      .finally(() => this.#running.delete(source.Guid));
    this.#running.set(source.Guid, running);
  }
}

function problemsOf(
  { Name: subject }: DirectorySource,
  record: SourceRecord | undefined,
): readonly Omit<Degradation, 'since'>[] {
  if (record === undefined || record.result === 'Succeeded') return [];
  const { lastSuccess = 'never', reason = '' } = record;
  return [
    {
      code,
      subject,
      reason: `what it brought stays as it was; synchronized last: ${lastSuccess}; ${reason}`,
    },
  ];
}
