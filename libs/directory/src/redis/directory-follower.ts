import type { Log } from '@mailyard/service';

import { Organization } from '../organization.js';
import { describeRevision } from '../rules/revision-text.js';
import { objectsOfDocuments } from './directory-documents.js';
import { revisionOf, startPosition, type RedisDirectoryStore } from './redis-directory-store.js';

/** The directory as it is in Redis. */
interface Followed {
  readonly position: string;
  /** None: the directory is empty. */
  readonly organization: Organization | undefined;
}

/** Keeps a snapshot of what is stored; reads what the feed names and, when that does not lead to the present, everything. */
export class DirectoryFollower {
  readonly #store: RedisDirectoryStore;
  readonly #log: Log;
  readonly #listeners = new Set<(organization: Organization) => void>();
  #followed: Followed = { position: startPosition, organization: undefined };
  #newest: Organization | undefined;
  #refreshing: Promise<void> | undefined;
  #refreshAgain = false;
  /** What is there now and cannot be read: a newer version's kinds of objects, above all. */
  #unreadable: { readonly position: string; readonly error: unknown } | undefined;
  #told: unknown;

  constructor(store: RedisDirectoryStore, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** The directory as it was at the last refresh. */
  get followed(): Followed {
    return this.#followed;
  }

  /** The newest that there was: when Redis has lost its data, a snapshot is better than nothing. */
  get organization(): Organization | undefined {
    return this.#newest;
  }

  onChange(listener: (organization: Organization) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
  }

  refreshSoon(): void {
    this.refresh().catch((error: unknown) => {
      if (error === this.#told) return;
      this.#told = error;
      // Redis away is told by its connection; anything else is a document that this version cannot read.
      this.#log.error(
        `the directory was not refreshed, revision ${this.#newest?.revision ?? 0} stays: ${String(error)}`,
      );
    });
  }

  /** One refresh at a time; a request during one makes it run once more, since it may have read too early. */
  async refresh(): Promise<void> {
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
      const { position } = this.#followed;
      const now = await this.#store.position();
      // Nobody reads thousands of objects again and again that will not become others.
      if (now === this.#unreadable?.position) throw this.#unreadable.error;
      if (now !== position) this.#take(await this.#readFrom(position));
    } while (this.#refreshAgain);
  }

  async #readFrom(position: string): Promise<Followed> {
    const changes = position === startPosition ? undefined : await this.#store.changesSince(position);
    const stored = changes ?? (await this.#store.read());
    const revision = revisionOf(stored.position);
    if (revision === 0) return { position: stored.position, organization: undefined };
    const former = changes && this.#followed.organization;
    try {
      const objects = objectsOfDocuments(stored.documents, former?.indexed);
      return { position: stored.position, organization: new Organization(revision, objects, former) };
    } catch (error) {
      this.#unreadable = { position: stored.position, error };
      throw error;
    }
  }

  #take(followed: Followed): void {
    const { organization } = followed;
    this.#followed = followed;
    if (organization === undefined) return;
    const before = this.#newest;
    this.#newest = organization;
    this.#log.info(describeRevision(before, organization));
    for (const listener of this.#listeners) this.#notify(listener, organization);
  }

  #notify(listener: (organization: Organization) => void, organization: Organization): void {
    try {
      listener(organization);
    } catch (error) {
      this.#log.error(`a listener of the directory failed: ${String(error)}`);
    }
  }
}
