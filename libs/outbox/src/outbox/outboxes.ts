import { watch, type FSWatcher } from 'node:fs';
import { lstat } from 'node:fs/promises';

import type { Mailbox, Organization } from '@mailyard/directory';
import { mailboxPath } from '@mailyard/mailbox-store';
import { isSameName } from '@mailyard/schema';
import { PeriodicTask, type Log } from '@mailyard/service';

import { Outbox, unlessMissing } from './outbox.js';

export interface OutboxesOptions {
  /** Of mailbox databases. */
  readonly root: string;
  readonly organization: () => Organization;
  /** Whose databases they are. */
  readonly server: string;
  /** There may be something in the Outbox at that path. */
  readonly onNews: (outbox: Outbox) => void;
  readonly log: Log;
}

/** How soon a file is seen where the system does not tell: other hosts may have put it there. */
const lookMs = 5_000;
/** How soon a mailbox has an Outbox once it is there. */
const searchMs = 10_000;
/** Mailboxes of which is asked at a time whether they are there. */
const together = 64;

/** The Outboxes of all mailboxes that are on this host, each watched. */
export class Outboxes {
  readonly #options: OutboxesOptions;
  readonly #known = new Map<string, { readonly outbox: Outbox; readonly watchers: readonly FSWatcher[] }>();
  #seen: { readonly snapshot: Organization; readonly owners: ReadonlyMap<string, Mailbox> } | undefined;
  readonly #looks: PeriodicTask;
  readonly #searches: PeriodicTask;

  constructor(options: OutboxesOptions) {
    this.#options = options;
    const onFault = (error: unknown): void =>
      options.log.warn(`outboxes were not looked for: ${String(error)}`);
    this.#looks = new PeriodicTask(async () => this.#tellAll(), onFault);
    this.#searches = new PeriodicTask(() => this.#search(), onFault);
  }

  /** Resolves when the first ones are known. */
  async start(): Promise<void> {
    await this.#searches.now();
    this.#searches.start(searchMs);
    this.#looks.start(lookMs);
  }

  async stop(): Promise<void> {
    await Promise.all([this.#looks.stop(), this.#searches.stop()]);
    for (const path of this.#known.keys()) this.#forget(path);
  }

  /** Whose Outbox it is; undefined: nobody's any more. */
  ownerOf({ mailbox }: Outbox): Mailbox | undefined {
    return this.#owners().get(mailbox);
  }

  #tellAll(): void {
    for (const { outbox } of this.#known.values()) this.#options.onNews(outbox);
  }

  /** What is a mailbox now, and no other one. */
  async #search(): Promise<void> {
    const owners = [...this.#owners().keys()];
    const wanted = new Set(owners);
    for (const path of this.#known.keys()) if (!wanted.has(path)) this.#forget(path);
    const unknown = owners.filter((path) => !this.#known.has(path));
    for (let from = 0; from < unknown.length; from += together) {
      await Promise.all(unknown.slice(from, from + together).map((path) => this.#take(path)));
    }
  }

  /** Of the directory's newest snapshot, by the paths of their mailboxes. */
  #owners(): ReadonlyMap<string, Mailbox> {
    const { root, organization, server } = this.#options;
    const snapshot = organization();
    if (this.#seen?.snapshot !== snapshot) {
      const own = snapshot.mailboxes.filter(({ Database }) =>
        isSameName(snapshot.databaseServer(Database) ?? server, server),
      );
      const entries = own.map((mailbox) => {
        const { Database: database, Alias: name } = mailbox;
        return [mailboxPath(root, { database, name }), mailbox] as const;
      });
      this.#seen = { snapshot, owners: new Map(entries) };
    }
    return this.#seen.owners;
  }

  /** A mailbox is there from its first message on. */
  async #take(path: string): Promise<void> {
    const isThere = await lstat(path).catch(unlessMissing);
    if (isThere?.isDirectory() !== true) return;
    const outbox = new Outbox(path);
    await outbox.make();
    const watchers = outbox.folders.flatMap((folder) => this.#watch(folder, outbox));
    this.#known.set(path, { outbox, watchers });
    this.#options.onNews(outbox);
  }

  /** Without one, the look after a while finds what is there. */
  #watch(folder: string, outbox: Outbox): readonly FSWatcher[] {
    const { log, onNews } = this.#options;
    try {
      const watcher = watch(folder, { persistent: false }, () => onNews(outbox));
      watcher.on('error', (error) => log.debug(`${folder} is not watched any more: ${String(error)}`));
      return [watcher];
    } catch (error) {
      // Most often inotify's limit of this system (fs.inotify.max_user_watches).
      log.debug(`${folder} is not watched: ${String(error)}`);
      return [];
    }
  }

  #forget(path: string): void {
    for (const watcher of this.#known.get(path)?.watchers ?? []) watcher.close();
    this.#known.delete(path);
  }
}
