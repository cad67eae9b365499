import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Organization, serverSchema, type Server } from '@mailyard/directory';
import { Degradations, RedisLease } from '@mailyard/service';
import { Metrics } from '@mailyard/telemetry';
import type { TrackingEvent } from '@mailyard/tracking';
import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import { contoso } from '../../spec-support/contoso.js';
import type { TestHub } from '../../spec-support/test-hub.js';
import { folderLog } from '../folder-log.js';
import { MessageFolders, type MessageFoldersOptions } from '../message-folders.js';

export const soon = { deadlineMs: 15_000 };
/** What Replay wants above a letter. */
export const envelope = 'X-Sender: <sender@example.com>\nX-Receiver: <alice@contoso.com>\n';

export function letter(more = '', to = 'alice@contoso.com'): string {
  return `From: sender@example.com\nTo: ${to}\nSubject: out of a folder\n${more}\nBody\n`;
}

/** The data directory of a server, and the hubs that read its folders. */
export class WatchedFolders implements AsyncDisposable {
  readonly degradations = new Degradations();
  readonly tracked: TrackingEvent[] = [];
  readonly faults: unknown[] = [];
  #organization = organizationWith({});
  readonly #hubs: MessageFolders[] = [];
  readonly #listeners = new Set<(organization: Organization) => void>();

  private constructor(readonly data: TempDir) {}

  static async make(settings: Partial<Server> = {}): Promise<WatchedFolders> {
    const folders = new WatchedFolders(await tempDir('mailyard-folders'));
    folders.#organization = organizationWith(settings);
    await mkdir(join(folders.data.path, 'elsewhere'));
    return folders;
  }

  /** Another hub reads them, too. */
  serve(hub: TestHub, more: Partial<MessageFoldersOptions> = {}): MessageFolders {
    const redis = hub.options.redis.client();
    const organization = () => this.#organization;
    const folders = new MessageFolders({
      submission: hub.service.submission,
      directory: {
        get organization() {
          return organization();
        },
        onChange: (listener) => {
          this.#listeners.add(listener);
          return () => void this.#listeners.delete(listener);
        },
      },
      server: 'MBX01',
      fqdn: 'mbx01.contoso.com',
      dataDir: this.data.path,
      lease: (token) =>
        new RedisLease({ redis, key: `folder:${token}`, holder: randomUUID(), leaseMs: 1_000 }),
      events: folderLog({
        log: { debug: () => undefined, warn: () => undefined, error: (fields) => this.faults.push(fields) },
        degradations: this.degradations,
        metrics: new Metrics({ service: 'hub-transport', instance: 'test' }),
        tracking: { enabled: true, track: (event) => this.tracked.push(event) },
        fqdn: 'mbx01.contoso.com',
      }),
      pollMs: 300,
      ...more,
    });
    this.#hubs.push(folders);
    folders.start();
    return folders;
  }

  configure(settings: Partial<Server>): void {
    this.#organization = organizationWith(settings);
    for (const listener of this.#listeners) listener(this.#organization);
  }

  /** Written elsewhere, then moved in. */
  async put(folder: 'pickup' | 'replay', name: string, text: string): Promise<void> {
    const draft = join(this.data.path, 'elsewhere', randomUUID());
    await writeFile(draft, text);
    // A file system tells no times that are nearer than some milliseconds.
    await utimes(draft, new Date(0), new Date(0));
    await rename(draft, this.path(folder, name));
  }

  path(folder: string, name = ''): string {
    return join(this.data.path, folder, name);
  }

  /** What is in a folder, but what marks it. */
  async names(folder: string): Promise<readonly string[]> {
    return (await readdir(this.path(folder)))
      .filter((name) => !name.startsWith('.mailyard-volume'))
      .toSorted();
  }

  /** Both are there. */
  async ready(): Promise<void> {
    const look = () => Promise.all(['pickup', 'replay'].map((folder) => this.names(folder)));
    await eventually(async () => void (await look()), soon);
  }

  async emptied(folder: 'pickup' | 'replay'): Promise<void> {
    await eventually(async () => (await this.names(folder)).length === 0, soon);
  }

  /** Codes and reasons of what is wrong. */
  get wrong(): readonly string[] {
    return this.degradations.current.map(({ code, reason }) => `${code}: ${reason}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#hubs.map((folders) => folders.stop()));
    await this.data.remove();
  }
}

function organizationWith(settings: Partial<Server>): Organization {
  const { objects } = contoso();
  const server = { Guid: randomUUID(), Name: 'MBX01', Fqdn: 'mbx01.contoso.com', ...settings };
  return new Organization(1, { ...objects, Servers: [serverSchema.parse(server)] });
}
