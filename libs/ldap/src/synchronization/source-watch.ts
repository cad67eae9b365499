import { isDeepStrictEqual } from 'node:util';

import { span } from '@mailyard/schema';
import type { DirectorySource } from '@mailyard/directory';
import { LeasedWatch, type Degradation, type Degradations } from '@mailyard/service';

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
  readonly #watch: LeasedWatch;
  /** As they were when they were synchronized here. */
  readonly #done = new Map<string, DirectorySource>();

  constructor(options: SourceWatchOptions) {
    this.#options = options;
    const { redis, instance: holder, log } = options;
    this.#watch = new LeasedWatch({
      lease: { redis, key: '{mailyard}:directory-sources:watch', holder, leaseMs },
      name: 'synchronization of directory sources',
      log,
      look: () => this.#look(),
    });
  }

  start(): void {
    this.#watch.start(this.#options.lookMs ?? span.second);
  }

  stop(): Promise<void> {
    return this.#watch.stop();
  }

  async #look(): Promise<void> {
    const { directory, synchronizer, degradations } = this.#options;
    const sources = directory.organization.objects.DirectorySources.filter(({ Enabled }) => Enabled);
    const isMine = sources.length > 0 && (await this.#watch.isMine());
    const found: Omit<Degradation, 'since'>[] = [];
    for (const source of sources) {
      // There are few.
      // eslint-disable-next-line no-await-in-loop
      const record = await synchronizer.records.of(source.Guid);
      found.push(...problemsOf(source, record));
      if (isMine && this.#isDue(source, record)) {
        this.#watch.begin(source.Guid, () => this.#synchronize(source));
      }
    }
    degradations.found([code], found);
  }

  #isDue(source: DirectorySource, record: SourceRecord | undefined): boolean {
    if (this.#watch.isRunning(source.Guid)) return false;
    if (record === undefined || !isDeepStrictEqual(this.#done.get(source.Guid), source)) return true;
    const interval =
      record.result === 'Succeeded' ? source.SyncInterval : Math.min(retryMs, source.SyncInterval);
    return Date.now() >= Date.parse(record.lastAttempt) + interval;
  }

  async #synchronize(source: DirectorySource): Promise<void> {
    try {
      await this.#options.synchronizer.synchronize(source);
      this.#done.set(source.Guid, source);
    } catch (error) {
      // Somebody else brings it.
      if (!(error instanceof SynchronizationRunning)) throw error;
    }
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
