import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isCode, PeriodicTask, RedisLease, type Degradations, type Log } from '@mailyard/service';
import type { Redis } from 'ioredis';

import { ShippedFolder } from './file-shipped-folder.js';
import { streamBytesMax, TrackingStream } from './redis-tracking-stream.js';
import type { TrackingPatience } from './tracking-patience.js';

export interface TrackingShipperOptions {
  readonly redis: Redis;
  readonly server: string;
  /** Identity of this process. */
  readonly instance: string;
  /** Where the tracking files are now; undefined: nowhere. */
  readonly dir: () => string | undefined;
  readonly patience: Pick<TrackingPatience, 'waitMs'>;
  readonly degradations: Degradations;
  readonly log: Log;
  readonly limits?: Partial<ShipperLimits>;
}

export interface ShipperLimits {
  /** How often it is looked whether files have grown. */
  readonly intervalMs: number;
  /** How often it is looked for new files. */
  readonly listMs: number;
  /** What may wait in Redis for the store, compressed. */
  readonly streamBytes: number;
  /** After so long another process does it for one that has died. */
  readonly leaseMs: number;
}

const defaultLimits: ShipperLimits = {
  intervalMs: 1_000,
  listMs: 2_000,
  streamBytes: streamBytesMax,
  leaseMs: 6_000,
};

const atOnce = { waitMs: () => 0 };

/**
 * Takes what stands in the tracking files of a folder to the stream that the store reads: the files are what counts. Mail
 * never waits for this, and while the machine is busy this waits for mail. One process does it for all that share the
 * folder, from where the last one has stopped; as long as the stream is full it waits, and what waits is in the files.
 */
export class TrackingShipper {
  readonly #options: TrackingShipperOptions;
  readonly #limits: ShipperLimits;
  readonly #stream: TrackingStream;
  readonly #task: PeriodicTask;
  #folder: ShippedFolder | undefined;

  constructor(options: TrackingShipperOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#stream = new TrackingStream(options.redis, options.server);
    // Redis away: its connection tells that already.
    this.#task = new PeriodicTask(
      () => this.#ship(),
      (error) => options.log.debug(`tracking events wait: ${String(error)}`),
    );
  }

  start(): void {
    this.#task.start(this.#limits.intervalMs);
  }

  /**
   * What is in the files when it is called has gone to the stream when it resolves, where there is room, Redis is there, and
   * the machine is not too busy: what is left the next process takes along.
   */
  async stop(): Promise<void> {
    await this.#task.stop();
    await this.#task.now();
    await this.#folder?.lease.release().catch((error: unknown) => {
      this.#options.log.debug(`the lease ends by itself: ${String(error)}`);
    });
  }

  async #ship(): Promise<void> {
    const folder = await this.#currentFolder();
    if (folder === undefined) return;
    // Another process knows more of the files from now on.
    if (!(await folder.lease.isMine())) return folder.forgetAll();
    const isFull = await folder.ship();
    this.#tell(isFull, folder.waitingBytes);
  }

  async #currentFolder(): Promise<ShippedFolder | undefined> {
    const dir = this.#options.dir();
    if (this.#folder !== undefined && dir === this.#folder.dir) return this.#folder;
    // What was written into the folder before goes first.
    if (this.#folder !== undefined && (await this.#folder.lease.isMine())) {
      const isFull = await this.#folder.ship(atOnce);
      if (isFull) return this.#folder;
      await this.#folder.lease.release();
    }
    this.#folder = dir === undefined ? undefined : await this.#open(dir);
    return this.#folder;
  }

  async #open(dir: string): Promise<ShippedFolder | undefined> {
    const id = await folderId(dir);
    if (id === undefined) return undefined;
    const { redis, instance: holder, server, patience, log } = this.#options;
    const key = `{mailyard}:tracking:folder:${id}`;
    const lease = new RedisLease({ redis, key, holder, leaseMs: this.#limits.leaseMs });
    const [stream, limits] = [this.#stream, this.#limits];
    return new ShippedFolder({ id, dir, server, lease, stream, patience, limits, log });
  }

  #tell(isFull: boolean, waitingBytes: number): void {
    const { degradations, server } = this.#options;
    if (!isFull) return degradations.leave('tracking-store-behind', server);
    const megabytes = (waitingBytes / 1_048_576).toFixed(1);
    const reason = `the store of tracking events does not take them; ${megabytes} MB wait in the files`;
    degradations.enter({ code: 'tracking-store-behind', subject: server, reason });
  }
}

/** By which processes on several machines know whether they mean the same folder; undefined while there is none. */
async function folderId(dir: string): Promise<string | undefined> {
  const path = join(dir, 'folder-id');
  try {
    await writeFile(path, randomUUID(), { flag: 'wx', mode: 0o640 });
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    if (!isCode(error, 'EEXIST')) throw error;
  }
  return (await readFile(path, 'utf8')).trim();
}
