import type { Redis } from 'ioredis';

import { silentLog, type Log } from '@mailyard/service';
import type { Organization } from '../organization.js';
import {
  changedObjects,
  fieldOf,
  type DirectoryChange,
  type ObjectId,
  type ObjectsToPut,
} from '../rules/directory-change.js';
import { noObjects, type OrganizationObjects } from '../kinds/index.js';
import { describeRevision } from '../rules/revision-text.js';
import { organizationOf, type ParsedDocuments } from './directory-documents.js';
import { redisReady, reportOutages } from '@mailyard/service';
import { directoryKeys, RedisDirectoryStore, type StoredDirectory } from './redis-directory-store.js';

export interface DirectoryOptions {
  /** Stays the caller's; a second connection for the change feed is made from it. */
  readonly redis: Redis;
  readonly log?: Log;
  /** How often the revision is compared in case a message of the feed was lost. */
  readonly recheckMs?: number;
}

export interface WriteOptions {
  /** The write fails with DirectoryConflict when the directory has moved past this revision. */
  readonly ifRevision?: number;
}

/** Somebody else changed the directory first; read it again and decide anew. */
export class DirectoryConflict extends Error {
  override readonly name = 'DirectoryConflict';
}

/** What a change is made from; an empty directory has revision 0 and no objects. */
export interface DirectoryContent {
  readonly revision: number;
  readonly objects: OrganizationObjects;
}

const attemptsMax = 20;

/**
 * The organization as it is now. `organization` is a snapshot in memory, replaced within a second of a change made by
 * any process; while Redis is away the last one serves. Writes are validated as a whole and happen whole or not at all.
 */
export class Directory {
  readonly #store: RedisDirectoryStore;
  readonly #feed: Redis;
  readonly #parsed: ParsedDocuments = new Map();
  readonly #listeners = new Set<(organization: Organization) => void>();
  #organization: Organization | undefined;
  #refreshing: Promise<void> | undefined;
  #refreshAgain = false;
  #recheck: NodeJS.Timeout | undefined;

  private constructor(
    redis: Redis,
    private readonly log: Log,
  ) {
    this.#store = new RedisDirectoryStore(redis);
    this.#feed = redis.duplicate({ maxRetriesPerRequest: null });
    reportOutages(this.#feed, silentLog);
  }

  /** Waits for Redis. The directory may still be empty then; `organization` throws until the first objects are there. */
  static async open({ redis, log = silentLog, recheckMs = 2000 }: DirectoryOptions): Promise<Directory> {
    const directory = new Directory(redis, log);
    try {
      await directory.#start(redis, recheckMs);
    } catch (error) {
      directory.close();
      throw error;
    }
    return directory;
  }

  get organization(): Organization {
    if (this.#organization === undefined) throw new Error('the directory is empty');
    return this.#organization;
  }

  get isEmpty(): boolean {
    return this.#organization === undefined;
  }

  /** Called after each change of the snapshot; returns what ends it. */
  onChange(listener: (organization: Organization) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes whole objects. Resolves when this process's snapshot has them. */
  put(objects: ObjectsToPut, options: WriteOptions = {}): Promise<Organization> {
    return this.change({ put: objects }, options);
  }

  remove(objects: readonly ObjectId[], options: WriteOptions = {}): Promise<Organization> {
    return this.change({ remove: objects }, options);
  }

  change(change: DirectoryChange, { ifRevision }: WriteOptions = {}): Promise<Organization> {
    return this.update((content) => {
      if (ifRevision !== undefined && content.revision !== ifRevision) {
        throw new DirectoryConflict(`the directory is at revision ${content.revision}, not ${ifRevision}`);
      }
      return change;
    });
  }

  /**
   * Reads, lets `decide` make a change of what is there, validates the result and writes it; starts over when somebody
   * else was faster, so `decide` may be called more than once. Undefined means that nothing is to be done.
   */
  async update(decide: (content: DirectoryContent) => DirectoryChange | undefined): Promise<Organization> {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const stored = await this.#store.read();
      const objects = stored.revision === 0 ? noObjects : organizationOf(stored, new Map()).objects;
      const change = decide({ revision: stored.revision, objects });
      if (change === undefined || (await this.#commit(stored.revision, objects, change))) {
        await this.#refresh();
        return this.organization;
      }
    }
    throw new DirectoryConflict(`the directory changed ${attemptsMax} times during one write`);
  }

  close(): void {
    clearInterval(this.#recheck);
    this.#listeners.clear();
    this.#feed.disconnect();
  }

  async #start(redis: Redis, recheckMs: number): Promise<void> {
    await redisReady(redis);
    // Subscribed before the first read: a change between the two is seen twice rather than never.
    await this.#feed.subscribe(directoryKeys.changed);
    this.#feed.on('message', () => this.#refreshSoon());
    this.#feed.on('ready', () => this.#refreshSoon());
    await this.#refresh();
    this.#recheck = setInterval(() => this.#refreshSoon(), recheckMs).unref();
  }

  async #commit(revision: number, objects: OrganizationObjects, change: DirectoryChange): Promise<boolean> {
    const changed = changedObjects(objects, change);
    const put = new Map<string, unknown>();
    for (const [kind, list] of Object.entries(change.put ?? {})) {
      const guids = new Set(list.map((object) => object.Guid));
      const key = kind as keyof OrganizationObjects;
      for (const object of changed[key]) {
        if (guids.has(object.Guid)) put.set(fieldOf({ kind: key, Guid: object.Guid }), object);
      }
    }
    return (
      (await this.#store.commit(revision, { put, remove: (change.remove ?? []).map(fieldOf) })) !== undefined
    );
  }

  #refreshSoon(): void {
    this.#refresh().catch((error: unknown) => {
      // Redis away is told by its connection; anything else is a document that this version cannot read.
      this.log.error(
        `the directory was not refreshed, revision ${this.#organization?.revision ?? 0} stays: ${String(error)}`,
      );
    });
  }

  /** One refresh at a time; a request during one makes it run once more, since it may have read too early. */
  async #refresh(): Promise<void> {
    if (this.#refreshing !== undefined) {
      this.#refreshAgain = true;
      return this.#refreshing;
    }
    this.#refreshing = this.#refreshUntilQuiet();
    try {
      await this.#refreshing;
    } finally {
      this.#refreshing = undefined;
    }
  }

  async #refreshUntilQuiet(): Promise<void> {
    do {
      this.#refreshAgain = false;
      if ((await this.#store.revision()) !== (this.#organization?.revision ?? 0)) {
        this.#take(await this.#store.read());
      }
    } while (this.#refreshAgain);
  }

  #take(stored: StoredDirectory): void {
    // Revision 0 after a real one: Redis lost its data. The snapshot is better than nothing.
    if (stored.revision === 0) return;
    const before = this.#organization;
    this.#organization = organizationOf(stored, this.#parsed);
    this.log.info(describeRevision(before, this.#organization));
    for (const listener of this.#listeners) this.#notify(listener, this.#organization);
  }

  #notify(listener: (organization: Organization) => void, organization: Organization): void {
    try {
      listener(organization);
    } catch (error) {
      this.log.error(`a listener of the directory failed: ${String(error)}`);
    }
  }
}
