import { open, readFile, rename, rm } from 'node:fs/promises';

import { isCode } from '@mailyard/service';

/** Undefined: there is no such file. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whoever reads it sees the old content or the new one, whole, also after a crash. */
export async function replaceFile(
  path: string,
  { content, mode }: { readonly content: string; readonly mode: number },
): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
