import {
  edgeSyncServiceConfig,
  type EdgeSubscription,
  type EdgeSyncServiceConfig,
} from '@mailyard/directory';
import { span } from '@mailyard/schema';
import { LeasedWatch, type Degradation, type Degradations } from '@mailyard/service';

import type { EdgeRecord } from './redis-edge-records.js';
import type { EdgeSynchronizer, EdgeSynchronizerOptions } from './redis-edge-synchronizer.js';
import { syncTypes, type SyncRecord, type SyncType } from './sync-record.js';

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

/** How often each kind is pushed when nothing changes. */
export function syncInterval(type: SyncType, config: EdgeSyncServiceConfig): number {
  return type === 'Configuration' ? config.ConfigurationSyncInterval : config.RecipientSyncInterval;
}

const retryMs = 30 * span.second;
const code = 'edge-sync-failing';

/** Pushes to every subscribed Edge when it is due, and configuration soon after it has changed. One of all replicas does it. */
export class EdgeWatch {
  readonly #options: EdgeWatchOptions;
  readonly #watch: LeasedWatch;
  /** The configuration with which each Edge was brought up to date here. */
  readonly #pushed = new Map<string, readonly unknown[]>();

  constructor(options: EdgeWatchOptions) {
    this.#options = options;
    const { redis, directory, instance: holder, log } = options;
    this.#watch = new LeasedWatch({
      lease: {
        redis,
        key: edgeLeaseKey,
        holder,
        get leaseMs() {
          return edgeSyncServiceConfig(directory.organization).LockDuration;
        },
        get renewalMs() {
          return edgeSyncServiceConfig(directory.organization).LockRenewalDuration;
        },
      },
      name: 'EdgeSync',
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
    const { directory, edgeSync, degradations } = this.#options;
    if (directory.isEmpty) return;
    const edges = directory.organization.objects.EdgeSubscriptions.filter(({ Peer }) => Peer === 'Edge');
    const isMine = edges.length > 0 && (await this.#watch.isMine());
    const found: Omit<Degradation, 'since'>[] = [];
    for (const edge of edges) {
      // There are few.
      // eslint-disable-next-line no-await-in-loop
      const record = await edgeSync.records.of(edge.Guid);
      found.push(...problemsOf(edge, record));
      const due = isMine ? this.#due(edge, record) : [];
      if (due.length > 0) this.#watch.begin(edge.Guid, () => this.#run(edge, due));
    }
    degradations.found([code], found);
  }

  /** What of a new domain an Edge accepts it has recipients for: after a change all is pushed. */
  #due(edge: EdgeSubscription, { pushes }: EdgeRecord): readonly SyncType[] {
    if (this.#watch.isRunning(edge.Guid)) return [];
    const due = syncTypes.filter((type) => this.#isDue(type, pushes[type]));
    const mayBeTold = due.includes('Configuration') || pushes.Configuration?.result === 'Success';
    return mayBeTold && this.#isChanged(edge) ? syncTypes : due;
  }

  #isDue(type: SyncType, record: SyncRecord | undefined): boolean {
    if (record === undefined) return true;
    const sinceMs = Date.now() - Date.parse(record.startedAt);
    const interval = syncInterval(type, edgeSyncServiceConfig(this.#options.directory.organization));
    return sinceMs >= (record.result === 'Success' ? interval : Math.min(retryMs, interval));
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

  async #run(edge: EdgeSubscription, due: readonly SyncType[]): Promise<void> {
    const basis = this.#basis(edge);
    await this.#options.edgeSync.synchronize(edge, due);
    if (due.includes('Configuration')) this.#pushed.set(edge.Guid, basis);
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
