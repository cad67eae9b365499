import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';

import { processStats } from '@mailyard/testing';

import type { Target } from '../targets/target.js';

interface Reading {
  readonly atMs: number;
  /** CPU time of the whole machine since its start. */
  readonly machineSeconds: number;
  /** Of the systems under test and of the bench with its load generators. */
  readonly ownSeconds: number;
}

/** Tells which share of the machine's CPU time went to processes that are no part of the measurement. */
export async function watchOtherWork(targets: readonly Target[]): Promise<() => Promise<number>> {
  const before = await read(targets);
  return async () => {
    const after = await read(targets);
    const machine = after.machineSeconds - before.machineSeconds;
    const own = after.ownSeconds - before.ownSeconds;
    const available = ((after.atMs - before.atMs) / 1000) * cpus().length;
    return Math.max(0, (machine - own) / available);
  };
}

async function read(targets: readonly Target[]): Promise<Reading> {
  const [machineSeconds, self, ...usages] = await Promise.all([
    machineCpuSeconds(),
    processStats(process.pid),
    ...targets.map((target) => target.usage()),
  ]);
  const tested = usages.flatMap((usage) => [...usage.values()].map(({ cpuSeconds }) => cpuSeconds));
  const bench = (self?.cpuSeconds ?? 0) + (self?.endedChildrenCpuSeconds ?? 0);
  return {
    atMs: performance.now(),
    machineSeconds,
    ownSeconds: tested.reduce((sum, seconds) => sum + seconds, bench),
  };
}

/** proc(5), stat: user, nice, system, (idle, iowait,) irq, softirq, steal in hundredths of a second. */
async function machineCpuSeconds(): Promise<number> {
  const [line = ''] = (await readFile('/proc/stat', 'utf8')).split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) / 100;
}
