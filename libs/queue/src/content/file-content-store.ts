import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { parseInternalId, type InternalId } from '@mailyard/message';

import { ContentStore, ContentStoreMissing, type ContentDraft } from './content-store.js';

const incoming = 'incoming';
/** Writes to the file are gathered to about this size. */
const writeBytes = 256 * 1024;
const readBytes = 256 * 1024;

/** A content of the store in that directory, for who only reads it. */
export async function* readContentFile(directory: string, id: InternalId): AsyncIterable<Buffer> {
  const stream = createReadStream(join(shelfOf(directory, id), id), { highWaterMark: readBytes });
  yield* stream as AsyncIterable<Buffer>;
}

function shelfOf(directory: string, id: InternalId): string {
  return join(directory, id.slice(-2).padStart(2, '0'));
}

/** Where the store is, which may be a volume of its own. */
export interface ContentFolder {
  /** It is there at this moment; false also while nobody has confirmed it. */
  readonly isThere: boolean;
  /** Makes it when the store is new. Resolves with why it must not be used; undefined: it may. */
  confirm(): Promise<string | undefined>;
  /** Whether Redis knows the store at this moment, and therefore the messages whose contents are in it. */
  isRecorded(): Promise<boolean>;
}

/**
 * For large content: `<directory>/<last two digits of the id>/<id>`, on a volume that all hubs of the server share.
 * A file that a message refers to was fsynced, with its directory entry, before the message was committed.
 */
export class FileContentStore extends ContentStore {
  override readonly name = 'file';
  readonly #directory: string;
  readonly #folder: ContentFolder | undefined;
  #prepared = false;

  private constructor(directory: string, folder: ContentFolder | undefined) {
    super();
    this.#directory = directory;
    this.#folder = folder;
  }

  /** A store whose folder is missing is opened, too: it serves when it returns. */
  static async open(directory: string, folder?: ContentFolder): Promise<FileContentStore> {
    const store = new FileContentStore(directory, folder);
    await store.ready().catch((error: unknown) => {
      if (!(error instanceof ContentStoreMissing)) throw error;
    });
    return store;
  }

  override async begin(): Promise<ContentDraft> {
    await this.ready();
    const path = join(this.#directory, incoming, randomUUID());
    return new FileDraft(path, await open(path, 'wx', 0o600), (id) => this.#shelf(id));
  }

  override async *read(id: InternalId): AsyncIterable<Buffer> {
    await this.ready();
    yield* readContentFile(this.#directory, id);
  }

  /** The content under another name, which outlives it: no octet is copied where the file system knows links. */
  async link(id: InternalId, path: string): Promise<void> {
    await this.ready();
    const file = join(this.#shelf(id), id);
    try {
      await link(file, path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') return;
      if (code === 'ENOENT') throw error;
      await copyFile(file, path);
    }
  }

  /** A folder beside the contents, for what goes with them. */
  folderFor(name: string): string {
    return join(this.#directory, name);
  }

  override async remove(id: InternalId): Promise<void> {
    await rm(join(this.#shelf(id), id), { force: true });
  }

  /**
   * Deletes what crashed hubs left: drafts that nobody writes to, and files without a message. Both must be older than
   * any commit can take. Returns how many files went; none while Redis does not know the store, since it does not know
   * the messages either.
   */
  async sweep(options: {
    readonly olderThanMs: number;
    readonly now: number;
    readonly exist: (ids: readonly InternalId[]) => Promise<readonly boolean[]>;
  }): Promise<number> {
    if ((await this.#folder?.isRecorded()) === false) return 0;
    const before = options.now - options.olderThanMs;
    let removed = await this.#sweepDrafts(before);
    for (let shelf = 0; shelf < 100; shelf++) {
      const directory = join(this.#directory, String(shelf).padStart(2, '0'));
      const ids = (await readdir(directory)).filter((name) => parseInternalId(name) !== undefined);
      const exist = await options.exist(ids);
      const orphans = ids.filter((_, index) => exist[index] === false);
      removed += await removeOld(
        orphans.map((id) => join(directory, id)),
        before,
      );
    }
    return removed;
  }

  async #sweepDrafts(before: number): Promise<number> {
    const directory = join(this.#directory, incoming);
    const drafts = await readdir(directory);
    return removeOld(
      drafts.map((name) => join(directory, name)),
      before,
    );
  }

  /** Throws ContentStoreMissing. Makes the directories, durably, so that no message has to. */
  async ready(): Promise<void> {
    if (this.#prepared && this.#folder?.isThere !== false) return;
    const problem = await this.#folder?.confirm();
    if (problem !== undefined) {
      this.#prepared = false;
      throw new ContentStoreMissing(problem);
    }
    if (this.#prepared) return;
    const names = [incoming, ...Array.from({ length: 100 }, (_, shelf) => String(shelf).padStart(2, '0'))];
    const paths = names.map((name) => join(this.#directory, name));
    await Promise.all(paths.map((path) => mkdir(path, { recursive: true, mode: 0o700 })));
    await syncDirectory(this.#directory);
    this.#prepared = true;
  }

  #shelf(id: InternalId): string {
    return shelfOf(this.#directory, id);
  }
}

class FileDraft implements ContentDraft {
  #path: string;
  readonly #shelfOf: (id: InternalId) => string;
  #file: FileHandle | undefined;
  #pending: Buffer[] = [];
  #pendingBytes = 0;

  constructor(path: string, file: FileHandle, shelfOf: (id: InternalId) => string) {
    this.#path = path;
    this.#file = file;
    this.#shelfOf = shelfOf;
  }

  async write(chunk: Buffer): Promise<void> {
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes >= writeBytes) await this.#flush();
  }

  async save(id: InternalId): Promise<void> {
    await this.#flush();
    await this.#file?.sync();
    await this.#close();
    const shelf = this.#shelfOf(id);
    const kept = join(shelf, id);
    await rename(this.#path, kept);
    this.#path = kept;
    await syncDirectory(shelf);
  }

  async discard(): Promise<void> {
    this.#pending = [];
    await this.#close();
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    this.#pendingBytes = 0;
    if (pending.length === 0) return;
    if (this.#file === undefined) throw new Error('the content was discarded');
    await writeAll(this.#file, Buffer.concat(pending));
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}

/** A short write is no error to the system; for us it would be lost content. */
async function writeAll(file: FileHandle, data: Buffer): Promise<void> {
  for (let written = 0; written < data.length;) {
    const { bytesWritten } = await file.write(data, written);
    written += bytesWritten;
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function removeOld(paths: readonly string[], before: number): Promise<number> {
  let removed = 0;
  for (const path of paths) {
    const found = await stat(path).catch(missing);
    if (found === undefined || found.mtimeMs >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

/** Another hub may have removed it. */
function missing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
