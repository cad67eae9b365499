import { readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';

import type { Measured, Meter } from './meter.js';

const group = '/sys/fs/cgroup';

/** SystemMemory: of the container, where it has a limit, else of the machine. */
export class SystemMemoryMeter implements Meter {
  readonly resource = 'SystemMemory';
  readonly #limitBytes: number;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  async read(): Promise<Measured> {
    const used = this.#limitBytes < totalmem() ? await usedInGroup() : undefined;
    return { value: (100 * (used ?? totalmem() - (await available()))) / this.#limitBytes };
  }
}

/** What this process and its neighbours may have together: the limit of the container, or all that the machine has. */
export async function memoryLimit(): Promise<number> {
  const limit = Number(await text(`${group}/memory.max`));
  return Number.isFinite(limit) && limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** What the kernel would give away at once does not count. */
async function usedInGroup(): Promise<number | undefined> {
  const [current, stat] = await Promise.all([text(`${group}/memory.current`), text(`${group}/memory.stat`)]);
  if (current === undefined || stat === undefined) return undefined;
  return Number(current) - Number(/^inactive_file (\d+)/m.exec(stat)?.[1] ?? 0);
}

async function available(): Promise<number> {
  const kilobytes = /^MemAvailable:\s+(\d+)/m.exec((await text('/proc/meminfo')) ?? '')?.[1];
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
}

/** Undefined where there is no such file: another system, or no limits. */
async function text(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
