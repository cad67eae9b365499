import type { EdgeSubscription } from '@mailyard/directory';
import { span } from '@mailyard/schema';
import {
  PeriodicTask,
  RedisLease,
  refusesWrites,
  type Degradation,
  type Degradations,
} from '@mailyard/service';

import { syncTypes, type EdgeRecord, type SyncRecord, type SyncType } from './redis-edge-records.js';
import type { EdgeSynchronizer, EdgeSynchronizerOptions } from './redis-edge-synchronizer.js';

export interface EdgeWatchOptions extends Pick<EdgeSynchronizerOptions, 'redis' | 'directory' | 'log'> {
  readonly edgeSync: EdgeSynchronizer;
  readonly degradations: Pick<Degradations, 'found'>;
  /** Who this is among replicas. */
  readonly instance: string;
  /** How often it is looked what is due. Default: every second. */
  readonly lookMs?: number;
}

/** Who pushes; for Test-EdgeSynchronization. */
export const edgeLeaseKey = '{mailyard}:edge-sync:lease';
export const edgeLeaseMs = 15_000;

/** How often each kind is pushed when nothing changes. */
export const syncIntervals: Readonly<Record<SyncType, number>> = {
  Configuration: 3 * span.minute,
  Recipients: 5 * span.minute,
};

const retryMs = 30 * span.second;
const code = 'edge-sync-failing';

/** Pushes to every subscribed Edge when it is due, and configuration soon after it has changed. One of all replicas does it. */
export class EdgeWatch {
  readonly #options: EdgeWatchOptions;
  readonly #lease: RedisLease;
  readonly #looks: PeriodicTask;
  readonly #running = new Map<string, Promise<void>>();
  /** The configuration with which each Edge was brought up to date here. */
  readonly #pushed = new Map<string, readonly unknown[]>();

  constructor(options: EdgeWatchOptions) {
    this.#options = options;
    const { redis, instance: holder } = options;
    this.#lease = new RedisLease({ redis, key: edgeLeaseKey, holder, leaseMs: edgeLeaseMs });
    this.#looks = new PeriodicTask(
      () => this.#look(),
      (error) => options.log.warn(`EdgeSync cannot look what is due: ${String(error)}`),
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
    const { directory, edgeSync, degradations } = this.#options;
    if (directory.isEmpty) return;
    const edges = directory.organization.objects.EdgeSubscriptions.filter(({ Peer }) => Peer === 'Edge');
    const isMine = edges.length > 0 && (await this.#lease.isMine());
    const found: Omit<Degradation, 'since'>[] = [];
    for (const edge of edges) {
      // There are few.
      // eslint-disable-next-line no-await-in-loop
      const record = await edgeSync.records.of(edge.Guid);
      found.push(...problemsOf(edge, record));
      const due = syncTypes.filter((type) => isMine && this.#isDue(edge, type, record.pushes[type]));
      if (due.length > 0) this.#begin(edge, due);
    }
    degradations.found([code], found);
  }

  #isDue(edge: EdgeSubscription, type: SyncType, record: SyncRecord | undefined): boolean {
    if (this.#running.has(edge.Guid)) return false;
    if (record === undefined) return true;
    const sinceMs = Date.now() - Date.parse(record.startedAt);
    if (record.result !== 'Success') return sinceMs >= retryMs;
    return sinceMs >= syncIntervals[type] || (type === 'Configuration' && this.#isChanged(edge));
  }

  /** What a push of configuration is made of; the first look of a process is its first push. */
  #isChanged(edge: EdgeSubscription): boolean {
    const known = this.#pushed.get(edge.Guid);
    return this.#basis(edge).some((each, at) => each !== known?.[at]);
  }

  #basis({ SealedPassword }: EdgeSubscription): readonly unknown[] {
    const { objects } = this.#options.directory.organization;
    const { Servers, AcceptedDomains, RemoteDomains, SendConnectors, TransportSettings } = objects;
    return [Servers, AcceptedDomains, RemoteDomains, SendConnectors, TransportSettings, SealedPassword];
  }

  #begin(edge: EdgeSubscription, due: readonly SyncType[]): void {
    const running = this.#run(edge, due)
      .catch((error: unknown) => {
        // Redis, when it is back, shows what is due.
        if (!refusesWrites(error)) this.#options.log.warn(`EdgeSync to ${edge.Name}: ${String(error)}`);
      })
      .finally(() => this.#running.delete(edge.Guid));
    this.#running.set(edge.Guid, running);
  }

  async #run(edge: EdgeSubscription, due: readonly SyncType[]): Promise<void> {
    const basis = this.#basis(edge);
    for (const type of due) {
      // A bundle at a time: each has the next serial number.
      // eslint-disable-next-line no-await-in-loop
      await this.#options.edgeSync.synchronize(edge, type);
    }
    this.#pushed.set(edge.Guid, basis);
  }
}

function problemsOf(
  { Name: subject }: EdgeSubscription,
  { pushes, validUntil = 'never' }: EdgeRecord,
): readonly Omit<Degradation, 'since'>[] {
  const failed = syncTypes.map((type) => pushes[type]).find((push) => push && push.result !== 'Success');
  if (failed === undefined) return [];
  const reason = `what it has stays in force until ${validUntil}, and after that; ${failed.reason}`;
  return [{ code, subject, reason }];
}
