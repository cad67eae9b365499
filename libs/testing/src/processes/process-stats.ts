import { readdir, readFile, writeFile } from 'node:fs/promises';

export interface ProcessStats {
  readonly pid: number;
  readonly parent: number;
  readonly commandLine: string;
  /** User and system time of the process itself. */
  readonly cpuSeconds: number;
  /** The same of its children that have ended and were waited for. */
  readonly endedChildrenCpuSeconds: number;
  readonly residentBytes: number;
  /** Highest resident size since the start or the last `forgetPeak`. */
  readonly peakResidentBytes: number;
}

/** USER_HZ: what Linux counts CPU time in for user space, on every architecture that Node runs on. */
const ticksPerSecond = 100;

/** Undefined when the process is gone. */
export async function processStats(pid: number): Promise<ProcessStats | undefined> {
  try {
    const [stat, status, commandLine] = await Promise.all(
      ['stat', 'status', 'cmdline'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
    );
    // The name in parentheses may hold spaces; proc(5) counts its fields from there: state is field 3.
    const fields = (stat ?? '').slice((stat ?? '').lastIndexOf(')') + 2).split(' ');
    const field = (number: number): number => Number(fields[number - 3]);
    return {
      pid,
      parent: field(4),
      commandLine: (commandLine ?? '').replaceAll('\0', ' ').trim(),
      cpuSeconds: (field(14) + field(15)) / ticksPerSecond,
      endedChildrenCpuSeconds: (field(16) + field(17)) / ticksPerSecond,
      residentBytes: statusBytes(status, 'VmRSS'),
      peakResidentBytes: statusBytes(status, 'VmHWM'),
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}

/** The process and all that descend from it, parents first. */
export async function processTree(root: number): Promise<readonly ProcessStats[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = (await Promise.all(pids.map(processStats))).filter((stats) => stats !== undefined);
  const tree = all.filter(({ pid }) => pid === root);
  for (const member of tree) {
    tree.push(...all.filter(({ parent }) => parent === member.pid));
  }
  return tree;
}

/** Starts `peakResidentBytes` anew (proc(5), clear_refs). */
export async function forgetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5');
}

function statusBytes(status: string | undefined, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status ?? '')?.[1] ?? 0) * 1024;
}
