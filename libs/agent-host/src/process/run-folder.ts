import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Whose process cannot be looked for, since it runs on another host, has this long to say that it lives. */
const strangersAgeMs = 3_600_000;
const sayItLivesMs = 600_000;
const nameForm = /^run-(\d+)-(\d+)-[0-9a-f]{8}-(.+)$/;

/**
 * Where one process of a service keeps what its agents may read: of that process alone, since replicas share the folder of
 * a service. What processes have left behind that were killed is removed by the next one.
 */
export class RunFolder {
  readonly path: string;
  readonly #parent: string;
  readonly #name: string;
  #lives: NodeJS.Timeout | undefined;

  constructor(parent: string) {
    this.#parent = parent;
    this.#name = `run-${process.pid}-${ownStart ?? 0}-${randomUUID().slice(0, 8)}-${here}`;
    this.path = join(parent, this.#name);
  }

  /** Removes what dead processes have left, and nothing of one that may live. */
  async open(): Promise<void> {
    this.#lives ??= setInterval(() => void this.#sayItLives(), sayItLivesMs).unref();
    const names = await readdir(this.#parent).catch(noFolder);
    for (const name of names) {
      if (name === this.#name || !(await this.#isOver(name))) continue;
      await rm(join(this.#parent, name), { recursive: true, force: true });
    }
  }

  async remove(): Promise<void> {
    clearInterval(this.#lives);
    await rm(this.path, { recursive: true, force: true });
  }

  async #sayItLives(): Promise<void> {
    // Without a folder there is nothing that somebody could remove.
    await utimes(this.path, new Date(), new Date()).catch(() => undefined);
  }

  async #isOver(name: string): Promise<boolean> {
    const [, pid, started, where] = nameForm.exec(name) ?? [];
    // Not of this form: a folder of a version before this one.
    if (pid === undefined) return true;
    if (where === here && ownStart !== undefined) return startOf(Number(pid)) !== Number(started);
    const { mtimeMs } = await stat(join(this.#parent, name));
    return Date.now() - mtimeMs > strangersAgeMs;
  }
}

/** Numbers of processes mean the same wherever this is the same. */
const here = `${hostname()}-${pidNamespace()}`;
const ownStart = startOf(process.pid);

/** When a process began, in the kernel's ticks: another one may have got its number. Undefined: there is none. */
function startOf(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // proc(5): the command in parentheses may hold anything; field 22 is the start.
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[19]);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}

/** Containers may share a host's name. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '');
  } catch {
    // Where there is no such file, there are no such containers.
    return '';
  }
}

function noFolder(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
