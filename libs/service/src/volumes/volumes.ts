import { hostname } from 'node:os';
import { join } from 'node:path';

import type { Degradations } from '../degradations.js';
import type { Log } from '../log/log.js';
import { PeriodicTask } from '../periodic-task.js';
import type { Settings } from '../settings/settings.js';
import type { VolumeRecords } from './redis-volume-records.js';
import { Volume } from './volume.js';

export interface VolumesOptions {
  readonly settings: Pick<Settings, 'server' | 'dataDir'>;
  readonly records: VolumeRecords;
  readonly degradations: Degradations;
  readonly log: Log;
}

const watchMs = 1_000;
const monthMs = 30 * 86_400_000;

/** The folders of a server that may be volumes of their own. Those in use are watched: one that returns is used again. */
export class Volumes {
  readonly #options: VolumesOptions;
  readonly #known = new Map<string, Volume>();
  readonly #sources: (() => readonly string[])[] = [];
  readonly #looks: PeriodicTask;

  constructor(options: VolumesOptions) {
    this.#options = options;
    this.#looks = new PeriodicTask(
      () => this.#look(),
      // Redis is away, or a disk fails: whoever needs the folder says so.
      (error) => options.log.debug(`volumes were not looked after: ${String(error)}`),
    );
  }

  /** `folder` is the database's folder below `mailboxes`. */
  mailboxDatabase(folder: string): Volume {
    return this.#volume(['mailboxes', folder], { code: 'mailbox-database-missing', subject: folder });
  }

  /** Where the server's hubs keep large contents. */
  contentStore(): Volume {
    const { server } = this.#options.settings;
    return this.#volume(['queue', server], { code: 'content-store-missing', subject: server });
  }

  /** A copy for another host of the server has the CA, but not the marker. */
  certificates(): Volume {
    return this.#volume(['pki'], { code: 'certificates-missing', subject: 'pki' }, { knownBy: 'ca.crt' });
  }

  /** Each host may have logs of its own, and containers are hosts that come and go. Nobody waits for this volume. */
  logs(): Volume {
    const options = { host: hostname(), forgetAfterMs: 3 * monthMs };
    return this.#volume(['logs'], { code: 'logs-missing', subject: 'logs' }, options);
  }

  /** Also looks after databases that nobody has delivered to yet. */
  watchDatabases(folders: () => readonly string[]): void {
    this.#sources.push(folders);
  }

  start(): void {
    // Written from the first moment, when Redis is not reached yet: a missing volume can only be told of.
    this.logs();
    this.#looks.start(watchMs);
  }

  stop(): void {
    void this.#looks.stop();
  }

  async #look(): Promise<void> {
    for (const folder of this.#sources.flatMap((folders) => folders())) this.mailboxDatabase(folder);
    for (const volume of this.#known.values()) await volume.look();
  }

  #volume(
    parts: readonly string[],
    degradation: { readonly code: string; readonly subject: string },
    own: { readonly host?: string; readonly knownBy?: string; readonly forgetAfterMs?: number } = {},
  ): Volume {
    const { settings, records, degradations } = this.#options;
    const { host, ...options } = own;
    const name = [settings.server, ...parts, ...(host === undefined ? [] : [host])].join('/');
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const path = join(settings.dataDir, ...parts);
    const volume = new Volume({ ...options, name, path, records, degradations, degradation });
    this.#known.set(name, volume);
    return volume;
  }
}
