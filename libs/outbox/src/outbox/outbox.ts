import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { errorCode, fsyncDirectory } from '@mailyard/mailbox-store';

/** A message that waits to be sent. */
export interface WaitingMessage {
  readonly folder: 'new' | 'cur';
  /** The whole name of its file. */
  readonly file: string;
  /** What stays of the name while mail programs change its flags: until `:2,` of it. */
  readonly unique: string;
}

/** Where a message goes that waits no longer. */
export type Destination = 'Sent' | 'Drafts';

const parts = ['tmp', 'new', 'cur'] as const;
/** How Maildir++ tells a folder from a mailbox. */
const folderMark = 'maildirfolder';
/** As mail programs leave them: S seen, D draft. */
const flagOf: Readonly<Record<Destination, string>> = { Sent: 'S', Drafts: 'D' };

/**
 * The Outbox of one mailbox: the folder `.Outbox` in its Maildir (Maildir++), where mail programs and IMAP servers put what
 * is to be sent. Others work in it at the same time; whatever they have taken away is not there any more.
 */
export class Outbox {
  /** `mailbox`: the folder of the Maildir, which is there. */
  constructor(readonly mailbox: string) {}

  /** Where files appear. */
  get folders(): readonly string[] {
    return [this.#path('Outbox', 'new'), this.#path('Outbox', 'cur')];
  }

  /** There from now on. */
  make(): Promise<void> {
    return this.#make('Outbox');
  }

  /** In the order in which they were put there. Drafts are not finished, and what is trashed is not wanted (flags D and T). */
  async waiting(): Promise<readonly WaitingMessage[]> {
    const finished = (await this.#all()).filter(({ file }) => !/:2,.*[DT]/.test(file));
    return finished.toSorted((one, other) => inOrder(one.unique, other.unique));
  }

  async #all(): Promise<readonly WaitingMessage[]> {
    // A link would lead into a folder that is not the user's.
    if (!(await isThere(join(this.mailbox, '.Outbox')))) return [];
    const found: WaitingMessage[] = [];
    for (const folder of ['new', 'cur'] as const) {
      for (const file of await filesIn(this.#path('Outbox', folder))) {
        found.push({ folder, file, unique: file.split(':2,')[0] ?? file });
      }
    }
    return found;
  }

  /**
   * Its file, when it is one: what a user has put there as a link would be read with our rights. Undefined: it is not there
   * any more. Who opens it closes it.
   */
  async open({ folder, file }: WaitingMessage): Promise<FileHandle | undefined> {
    const path = join(this.#path('Outbox', folder), file);
    try {
      const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      if ((await handle.stat()).isFile()) return handle;
      await handle.close();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      if (errorCode(error) !== 'ELOOP') throw error;
    }
    throw new NoFile(`${path} is no file`);
  }

  /** Durable when it resolves. False: it is not there any more; another process has moved it, or its owner. */
  async move({ unique }: WaitingMessage, destination: Destination): Promise<boolean> {
    await this.#make(destination);
    const to = this.#path(destination, 'cur');
    const name = await freeName(to, unique, flagOf[destination]);
    // Its flags, and with them its name, may have changed since it was found.
    for (const { folder, file } of await this.#named(unique)) {
      const from = this.#path('Outbox', folder);
      if (!(await renamed(join(from, file), join(to, name)))) continue;
      await Promise.all([fsyncDirectory(to), fsyncDirectory(from)]);
      return true;
    }
    return false;
  }

  async #named(unique: string): Promise<readonly WaitingMessage[]> {
    return (await this.#all()).filter((message) => message.unique === unique);
  }

  async #make(name: 'Outbox' | Destination): Promise<void> {
    const folder = join(this.mailbox, `.${name}`);
    if (await isThere(join(folder, 'cur'))) return;
    await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
    for (const part of parts) await mkdir(join(folder, part), { mode: 0o700 }).catch(unlessThere);
    await writeFile(join(folder, folderMark), '', { mode: 0o600 });
    await Promise.all([fsyncDirectory(folder), fsyncDirectory(this.mailbox)]);
  }

  #path(name: 'Outbox' | Destination, part: (typeof parts)[number]): string {
    return join(this.mailbox, `.${name}`, part);
  }
}

/** Whoever names files by hand may name two of them alike: what was sent before stays. */
async function freeName(folder: string, unique: string, flag: string): Promise<string> {
  for (let count = 1, name = unique; ; count += 1, name = `${unique}.${count}`) {
    const file = `${name}:2,${flag}`;
    if ((await lstat(join(folder, file)).catch(unlessMissing)) === undefined) return file;
  }
}

/** False: it is not there under that name. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** What is there is no file: a link, a folder, a pipe. */
export class NoFile extends Error {
  override readonly name = 'NoFile';
}

async function filesIn(folder: string): Promise<readonly string[]> {
  if (!(await isThere(folder))) return [];
  try {
    const names = await readdir(folder);
    return names.filter((name) => !name.startsWith('.'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A folder of the user's; not a link to somewhere else. */
async function isThere(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** What is not there is undefined; whatever else is wrong is thrown. */
export function unlessMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}

function unlessThere(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error;
}

/** Names begin with the time. */
function inOrder(one: string, other: string): number {
  const [a, b] = [Number.parseInt(one, 10), Number.parseInt(other, 10)];
  return a === b || Number.isNaN(a) || Number.isNaN(b) ? one.localeCompare(other) : a - b;
}
