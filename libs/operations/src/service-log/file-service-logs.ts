import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { parseServiceLine, type ServiceLine } from './service-line.js';

/** Whose lines are wanted: as the registry has it, never as somebody says. */
export interface LoggingProcess {
  readonly service: string;
  readonly pid: number;
}

/** Of each file so much is looked at, from its end. */
const readMax = 262_144;
/** A new file begins at midnight, and when one is full. */
const filesMax = 2;

/** The last lines of a process of this machine, the newest last: processes write them, and know nothing of who reads. */
export async function lastLogLines(
  dataDir: string,
  { service, pid }: LoggingProcess,
  limit: number,
): Promise<readonly ServiceLine[]> {
  const files = await newestFiles(join(dataDir, 'logs', service, 'Service'));
  const lines: ServiceLine[] = [];
  for (const path of files) {
    const own = (await endOf(path)).split('\n').flatMap((text) => parseServiceLine(text, pid) ?? []);
    lines.unshift(...own);
    if (lines.length >= limit) break;
  }
  return lines.slice(-limit);
}

/** None where the process writes none here. */
async function newestFiles(dir: string): Promise<readonly string[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = await Promise.all(
    names
      .filter((name) => name.startsWith('SERVICE'))
      .map(async (name) => {
        const path = join(dir, name);
        return { path, changedAt: (await stat(path)).mtimeMs };
      }),
  );
  return files
    .toSorted((one, other) => other.changedAt - one.changedAt)
    .slice(0, filesMax)
    .map(({ path }) => path);
}

/** Whole lines: the one that is cut at the beginning is left out. */
async function endOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - readMax);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const text = buffer.toString('utf8', 0, bytesRead);
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await file.close();
  }
}
