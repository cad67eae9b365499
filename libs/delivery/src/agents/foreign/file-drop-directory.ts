import { constants } from 'node:fs';
import { lstat, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import type { DropFile } from './drop-file.js';

/** The folder does not take the file, and why. */
export class DropFailed extends Error {}

export interface DropOptions {
  /** Never made here: where it is missing, nobody would take the files away. */
  readonly folder: string;
  /** Octets that the files in it may have together. */
  readonly quota: number;
  /** Asked when the file is whole. False: it does not appear. */
  readonly mayAppear: () => Promise<boolean>;
}

/** Whole or not at all: written under a hidden name, made durable, then named. Throws DropFailed, or what reading throws. */
export async function writeDropFile(file: DropFile, options: DropOptions): Promise<void> {
  const { folder, mayAppear } = options;
  const draft = join(folder, `.${file.name}.tmp`);
  await within(folder, () => requireRoom(file, options));
  try {
    await writeDraft(draft, file, folder);
    if (!(await mayAppear())) return;
    await within(folder, async () => {
      await rename(draft, join(folder, file.name));
      await sync(folder);
    });
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function writeDraft(draft: string, file: DropFile, folder: string): Promise<void> {
  const { O_CREAT, O_TRUNC, O_WRONLY, O_NOFOLLOW } = constants;
  const handle = await within(folder, () => open(draft, O_CREAT | O_TRUNC | O_WRONLY | O_NOFOLLOW, 0o640));
  try {
    await put(handle, file.header, folder);
    const { content } = file;
    for await (const piece of typeof content === 'function' ? content() : content) {
      await put(handle, piece, folder);
    }
    await within(folder, () => handle.sync());
  } finally {
    await handle.close();
  }
}

function put(handle: FileHandle, piece: Buffer, folder: string): Promise<void> {
  return within(folder, () => handle.appendFile(piece));
}

async function requireRoom({ name, bytes = 0 }: DropFile, { folder, quota }: DropOptions): Promise<void> {
  const found = await lstat(folder);
  if (!found.isDirectory()) throw new DropFailed(`the drop directory ${folder} is no folder`);
  if (quota === Infinity) return;
  const used = await octetsIn(folder, name);
  if (used + bytes <= quota) return;
  throw new DropFailed(
    `the drop directory ${folder} is full: ${used} of ${quota} octets (DropDirectoryQuota), and the message has ${bytes}`,
  );
}

/** Without the file that would be written again, and without what is being written. */
async function octetsIn(folder: string, name: string): Promise<number> {
  let octets = 0;
  for (const each of await readdir(folder)) {
    if (each === name || each.startsWith('.')) continue;
    // The gateway may have taken it away meanwhile.
    octets += (await stat(join(folder, each)).catch(() => undefined))?.size ?? 0;
  }
  return octets;
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function within<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DropFailed) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const said = code === 'ENOENT' ? ' is not there: it has to be made' : `: ${message}`;
    throw new DropFailed(`the drop directory ${folder}${said}`, { cause: error });
  }
}
