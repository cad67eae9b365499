import { join, resolve } from 'node:path';

import { folderPath, type Directory, type Server } from '@mailyard/directory';
import type { SubmissionQueue } from '@mailyard/queue';
import { PeriodicTask, type RedisLease, type ServiceState } from '@mailyard/service';

import type { Folder } from './envelope/injection.js';
import { FolderWatch } from './file-folder-watch.js';
import { MessageFolder } from './file-message-folder.js';
import type { FolderEvents } from './folder-events.js';

export interface MessageFoldersOptions {
  readonly submission: Pick<SubmissionQueue, 'accept' | 'forget'>;
  readonly directory: Pick<Directory, 'organization' | 'onChange'>;
  readonly server: string;
  readonly fqdn: string;
  readonly dataDir: string;
  /** Of a folder, by its token: who holds it reads the folder. */
  readonly lease: (token: string) => RedisLease;
  readonly events: FolderEvents;
  /** How often they are looked into, whatever the system says of them. Default: 5 s, as Exchange has it. */
  readonly pollMs?: number;
}

const usualPollMs = 5_000;
/** Leases are renewed while a long file is read. */
const renewalMs = 1_000;
const folders: readonly Folder[] = ['Pickup', 'Replay'];

interface Watched {
  readonly path: string;
  readonly folder: MessageFolder;
  readonly watch: FolderWatch;
}

/** Pickup and Replay of a server, as the directory says: a change of the path holds at once, and files in the old one stay. */
export class MessageFolders {
  readonly #options: MessageFoldersOptions;
  readonly #watched = new Map<Folder, Watched>();
  readonly #leases = new Map<string, RedisLease>();
  readonly #renewals: PeriodicTask;
  #unsubscribe: () => void = () => undefined;
  /** Only then files are read. */
  #isActive = true;
  #ending = Promise.resolve();

  constructor(options: MessageFoldersOptions) {
    this.#options = options;
    this.#renewals = new PeriodicTask(() => this.#renew(), options.events.fault);
  }

  start(): void {
    this.#unsubscribe = this.#options.directory.onChange(() => this.#follow());
    this.#renewals.start(renewalMs);
    this.#follow();
  }

  /** What is being read ends first. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#isActive = false;
    this.#follow();
    await this.#ending;
    await this.#renewals.stop();
    for (const lease of this.#leases.values()) await lease.release().catch(this.#options.events.fault);
  }

  follow(state: ServiceState): void {
    this.#isActive = state === 'Active';
    this.#follow();
  }

  #follow(): void {
    const { server, directory } = this.#options;
    const settings = directory.organization.server(server);
    for (const folder of folders) {
      const path = settings && this.#isActive ? this.#path(folder, settings) : undefined;
      if (path === this.#watched.get(folder)?.path) continue;
      this.#end(folder);
      if (path !== undefined) this.#begin(folder, path);
    }
  }

  #path(folder: Folder, { PickupDirectoryPath, ReplayDirectoryPath }: Server): string | undefined {
    const { dataDir, events } = this.#options;
    const pathOf = (said: string | undefined, name: string): string | undefined => {
      const path = folderPath(said, join(dataDir, name));
      return path && resolve(path);
    };
    const pickup = pathOf(PickupDirectoryPath, 'pickup');
    const replay = pathOf(ReplayDirectoryPath, 'replay');
    if (folder === 'Pickup') return pickup;
    if (replay === undefined || replay !== pickup) return replay;
    // Where one of them is said, and the other one is there by default.
    events.unusable(replay, 'it is the Pickup folder as well');
    return undefined;
  }

  #begin(kind: Folder, path: string): void {
    const { submission, directory, server, fqdn, events, pollMs = usualPollMs } = this.#options;
    const folder = new MessageFolder({
      folder: kind,
      path,
      submission,
      organization: () => directory.organization,
      server,
      fqdn,
      perMinute: () => perMinute(directory.organization.server(server)),
      isOurs: (token) => this.#isOurs(token),
      forget: (names) => submission.forget(names),
      events,
    });
    const look = async () => {
      const looked = await folder.look();
      this.#tellLeft();
      return looked;
    };
    const watch = new FolderWatch({ path, look, pollMs, onFault: events.fault });
    this.#watched.set(kind, { path, folder, watch });
    watch.start();
  }

  #end(kind: Folder): void {
    const watched = this.#watched.get(kind);
    if (watched === undefined) return;
    this.#watched.delete(kind);
    watched.folder.stop();
    const { events } = this.#options;
    const ended = watched.watch.stop().then(() => {
      events.unusable(watched.path, undefined);
      events.full(watched.path, false);
      this.#tellLeft();
    });
    this.#ending = Promise.all([this.#ending, ended]).then(() => undefined);
  }

  #tellLeft(): void {
    const left = [...this.#watched].flatMap(([folder, watched]) =>
      Array.from(watched.folder.left, ([name, reason]) => ({
        folder,
        path: join(watched.path, name),
        reason,
      })),
    );
    this.#options.events.left(left);
  }

  #isOurs(token: string): Promise<boolean> {
    const lease = this.#leases.get(token) ?? this.#options.lease(token);
    this.#leases.set(token, lease);
    return lease.isMine();
  }

  async #renew(): Promise<void> {
    if (!this.#isActive) return;
    await Promise.all(Array.from(this.#leases.values(), (lease) => lease.isMine()));
  }
}

function perMinute(server: Server | undefined): number {
  const limit = server?.PickupDirectoryMaxMessagesPerMinute ?? 0;
  return limit === 'Unlimited' ? Infinity : limit;
}
