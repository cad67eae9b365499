import { redisReady, reportOutages, silentLog, type Log } from '@mailyard/service';
import type { Redis } from 'ioredis';

import { noObjects, type OrganizationObjects } from '../kinds/index.js';
import type { Organization } from '../organization.js';
import {
  fieldOf,
  judgedChange,
  type DirectoryChange,
  type FitChange,
  type ObjectId,
  type ObjectsToPut,
} from '../rules/directory-change.js';
import type { IndexedObjects } from '../snapshot/indexed-objects.js';
import { noIndexedObjects } from '../snapshot/objects-draft.js';
import {
  historyText,
  revisionOf,
  type DirectoryAuthor,
  type JudgedChange,
  type Revision,
} from './directory-history.js';
import { historyMax } from './directory-scripts.js';
import { DirectoryFollower } from './directory-follower.js';
import { directoryKeys, RedisDirectoryStore, type ObjectTimes } from './redis-directory-store.js';

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
  /** The same objects with their indexes, from which an Organization is made at once. */
  readonly indexed: IndexedObjects;
}

/** Throws when whoever writes may not make a change. */
export type Approval = (change: FitChange) => void;

interface DirectoryParts {
  readonly store: RedisDirectoryStore;
  readonly follower: DirectoryFollower;
  readonly feed: Redis;
}

const emptyDirectory: DirectoryContent = { revision: 0, objects: noObjects, indexed: noIndexedObjects };

const attemptsMax = 20;

/**
 * The organization as it is now. `organization` is a snapshot in memory, replaced within a second of a change made by
 * any process; while Redis is away the last one serves. Writes are validated as a whole and happen whole or not at all.
 */
export class Directory {
  readonly #store: RedisDirectoryStore;
  readonly #follower: DirectoryFollower;
  readonly #feed: Redis;
  #recheck: NodeJS.Timeout | undefined;

  private constructor(
    { store, follower, feed }: DirectoryParts,
    private readonly author?: DirectoryAuthor,
    private readonly approval: Approval = () => {},
  ) {
    this.#store = store;
    this.#follower = follower;
    this.#feed = feed;
  }

  /** Waits for Redis. The directory may still be empty then; `organization` throws until the first objects are there. */
  static async open({ redis, log = silentLog, recheckMs = 2000 }: DirectoryOptions): Promise<Directory> {
    const store = new RedisDirectoryStore(redis);
    const feed = redis.duplicate({ maxRetriesPerRequest: null });
    reportOutages(feed, silentLog);
    const directory = new Directory({ store, follower: new DirectoryFollower(store, log), feed });
    try {
      await directory.#start(redis, recheckMs);
    } catch (error) {
      directory.close();
      throw error;
    }
    return directory;
  }

  /** The same directory, whose history has this author of what is written from now on, and who needs this approval for it. */
  by(author: DirectoryAuthor, approval?: Approval): Directory {
    const parts = { store: this.#store, follower: this.#follower, feed: this.#feed };
    return new Directory(parts, author, approval);
  }

  /** The changes of the organization, the newest first, none at or below a revision. */
  async revisions(
    asked: { readonly above?: number; readonly count?: number } = {},
  ): Promise<readonly Revision[]> {
    const { above = 0, count = historyMax } = asked;
    return (await this.#store.revisions({ above, count })).map(revisionOf);
  }

  /** When the objects were made and last changed, in their order; of nobody while Redis is away. */
  async times(ids: readonly ObjectId[]): Promise<readonly (ObjectTimes | undefined)[]> {
    return this.#store.isReady ? await this.#store.times(ids.map(fieldOf)) : ids.map(() => undefined);
  }

  get organization(): Organization {
    const { organization } = this.#follower;
    if (organization === undefined) throw new Error('the directory is empty');
    return organization;
  }

  get isEmpty(): boolean {
    return this.#follower.organization === undefined;
  }

  /** Called after each change of the snapshot; returns what ends it. */
  onChange(listener: (organization: Organization) => void): () => void {
    return this.#follower.onChange(listener);
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
   * Lets `decide` make a change of what is there now, validates the result and writes it; starts over when somebody else
   * was faster, so `decide` may be called more than once. Undefined means that nothing is to be done.
   */
  async update(decide: (content: DirectoryContent) => DirectoryChange | undefined): Promise<Organization> {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      await this.#follower.refresh();
      const { position, organization } = this.#follower.followed;
      const content = organization ?? emptyDirectory;
      const change = decide(content);
      if (change === undefined) return this.organization;
      const { put } = judgedChange(content.indexed, change);
      const { remove = [] } = change;
      this.approval({ current: content.indexed, put, remove });
      if (await this.#commit(position, content.indexed, { put, remove })) {
        await this.#follower.refresh();
        return this.organization;
      }
    }
    throw new DirectoryConflict(`the directory changed ${attemptsMax} times during one write`);
  }

  /** Throws when whoever writes may not make this change of the snapshot; nothing is written. */
  requireApproval(change: DirectoryChange): void {
    const { indexed } = this.organization;
    this.approval({ current: indexed, put: judgedChange(indexed, change).put, remove: change.remove ?? [] });
  }

  close(): void {
    clearInterval(this.#recheck);
    this.#follower.close();
    this.#feed.disconnect();
  }

  async #start(redis: Redis, recheckMs: number): Promise<void> {
    await redisReady(redis);
    // Subscribed before the first read: a change between the two is seen twice rather than never.
    await this.#feed.subscribe(directoryKeys.changed);
    this.#feed.on('message', () => this.#follower.refreshSoon());
    this.#feed.on('ready', () => this.#follower.refreshSoon());
    await this.#follower.refresh();
    this.#recheck = setInterval(() => this.#follower.refreshSoon(), recheckMs).unref();
  }

  async #commit(position: string, current: IndexedObjects, change: JudgedChange): Promise<boolean> {
    const put = new Map(
      change.put.map(({ kind, object }) => [fieldOf({ kind, Guid: object.Guid }), object] as const),
    );
    const time = Date.now();
    const author = JSON.stringify({ ...this.author, time });
    const history = historyText(current, change);
    const stored = { put, remove: change.remove.map(fieldOf), author, history, time };
    return (await this.#store.commit(position, stored)) !== undefined;
  }
}
