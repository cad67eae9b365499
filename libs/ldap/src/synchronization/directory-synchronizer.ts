import { randomUUID } from 'node:crypto';

import type { Directory, DirectorySource } from '@mailyard/directory';
import { RedisLease, type Log, type SecretKeys } from '@mailyard/service';
import type { Redis } from 'ioredis';

import { openSource } from '../connection/open-source.js';
import { readSource, type SourceReading } from '../reading/read-source.js';
import type { SourceState } from '../reading/source-state.js';
import type { MappedRecipient } from '../recipients/mapped-recipient.js';
import { planSource, type SourcePlan } from '../recipients/source-plan.js';
import { SourceRecords, type SourceRecord } from './redis-source-records.js';

export interface SynchronizerOptions {
  readonly redis: Redis;
  readonly directory: Directory;
  readonly keys: Pick<SecretKeys, 'open'>;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

export interface SynchronizationOrder {
  /** What would vanish may vanish, however much it is. */
  readonly force?: boolean;
}

/** More recipients would vanish at once than may. */
export class RemovalStopped extends Error {
  override readonly name = 'RemovalStopped';
}

/** Somebody else is at it. */
export class SynchronizationRunning extends Error {
  override readonly name = 'SynchronizationRunning';
}

const leaseMs = 300_000;
const notesMax = 100;
/** So many may always vanish: in a small organization one who leaves is ten percent. */
const alwaysMayVanish = 3;

/** Brings what a directory has into the organization: all of it or nothing, and by one process at a time. */
export class DirectorySynchronizer {
  readonly records: SourceRecords;
  readonly #options: SynchronizerOptions;
  readonly #states = new Map<string, SourceState>();
  readonly #holder = randomUUID();

  constructor(options: SynchronizerOptions) {
    this.#options = options;
    this.records = new SourceRecords(options.redis);
  }

  /** What became of it is recorded, and returned, also when it failed. Throws SynchronizationRunning. */
  async synchronize(source: DirectorySource, order: SynchronizationOrder = {}): Promise<SourceRecord> {
    const { redis } = this.#options;
    const key = `{mailyard}:directory-sources:${source.Guid}:lease`;
    const lease = new RedisLease({ redis, key, holder: `${this.#holder} ${randomUUID()}`, leaseMs });
    if (!(await lease.isMine())) {
      throw new SynchronizationRunning(`${source.Name} is being synchronized already`);
    }
    try {
      const before = await this.records.of(source.Guid);
      const record = await this.#attempted(source, order, before);
      await this.records.write(source.Guid, record);
      return record;
    } finally {
      await lease.release();
    }
  }

  /**
   * What a synchronization would do, and what it could not take over; nothing is changed. Throws LdapError, and RemovalStopped
   * where the order would have.
   */
  async tried(
    source: DirectorySource,
    { force = false }: SynchronizationOrder,
  ): Promise<SourcePlan & { readonly server: string }> {
    const connection = await openSource(source, this.#options.keys);
    try {
      const { state } = await readSource(connection, source, undefined);
      const { revision, objects, indexed } = this.#options.directory.organization;
      const plan = planSource(recipientsOf(state), source, { revision, objects, indexed });
      if (!force) refuseToLose(plan, source);
      return { ...plan, server: connection.name };
    } finally {
      connection.close();
    }
  }

  async #attempted(
    source: DirectorySource,
    order: SynchronizationOrder,
    before: SourceRecord | undefined,
  ): Promise<SourceRecord> {
    const lastAttempt = new Date().toISOString();
    try {
      const reading = await this.#read(source);
      const plan = await this.#apply(source, reading, order);
      this.#states.set(source.Guid, reading.state);
      return this.#succeeded(source, { plan, read: reading.read, lastAttempt });
    } catch (error) {
      const reason = (error as Error).message;
      this.#options.log.warn(`directory source ${source.Name}: ${reason}`);
      const known = before ?? {
        recipients: 0,
        added: 0,
        changed: 0,
        removed: 0,
        read: 0,
        notes: [],
        noteCount: 0,
      };
      return {
        ...known,
        result: error instanceof RemovalStopped ? 'Stopped' : 'Failed',
        lastAttempt,
        reason,
      };
    }
  }

  async #read(source: DirectorySource): Promise<SourceReading> {
    const connection = await openSource(source, this.#options.keys);
    try {
      return await readSource(connection, source, this.#states.get(source.Guid));
    } finally {
      connection.close();
    }
  }

  async #apply(
    { Guid, Name }: DirectorySource,
    { state }: SourceReading,
    { force = false }: SynchronizationOrder,
  ): Promise<SourcePlan> {
    const mapped = recipientsOf(state);
    const plans: SourcePlan[] = [];
    await this.#options.directory.update((content) => {
      const source = content.indexed.get('DirectorySources', Guid);
      if (source === undefined) throw new Error(`${Name} is no directory source any more`);
      const plan = planSource(mapped, source, content);
      if (!force) refuseToLose(plan, source);
      plans.push(plan);
      return plan.change;
    });
    const plan = plans.at(-1);
    if (plan === undefined) throw new Error('the directory was not asked');
    return plan;
  }

  #succeeded(
    { Name }: DirectorySource,
    {
      plan,
      read,
      lastAttempt,
    }: { readonly plan: SourcePlan; readonly read: number; readonly lastAttempt: string },
  ): SourceRecord {
    const { recipients, added, changed, removed, notes } = plan;
    if (plan.change !== undefined) {
      const message = `directory source ${Name}: ${added} added, ${changed} changed, ${removed} removed, ${recipients} in all`;
      this.#options.log.info(message);
    }
    return {
      result: 'Succeeded',
      lastAttempt,
      lastSuccess: lastAttempt,
      recipients,
      added,
      changed,
      removed,
      read,
      notes: notes.slice(0, notesMax),
      noteCount: notes.length,
    };
  }
}

function recipientsOf({ entries }: SourceState): readonly MappedRecipient[] {
  return [...entries.values()].flatMap(({ recipient }) => recipient ?? []);
}

/** A wrong base, a filter or a right that is missing make a directory look empty. */
function refuseToLose({ removed, before }: SourcePlan, { Name, RemovalLimit }: DirectorySource): void {
  const isAll = removed === before && removed > 0;
  const isMuch = removed > alwaysMayVanish && removed * 100 > before * RemovalLimit;
  if (!isAll && !isMuch) return;
  throw new RemovalStopped(
    `${removed} of ${before} recipients would vanish at once, and RemovalLimit is ${RemovalLimit} %. Nothing was changed. ` +
      `If it is meant: Start-DirectorySynchronization "${Name}" -Force`,
  );
}
