import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempDir {
  readonly path: string;
  remove(): Promise<void>;
}

/** A fresh directory; short, because the path of a Unix socket in it may have 107 octets only. */
export async function tempDir(name = 'mailyard'): Promise<TempDir> {
  const path = await mkdtemp(join(tmpdir(), `${name}-`));
  // A process that was just killed may still be writing, hence the retries.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }) };
}
