import { forgetPeak, processTree, type ProcessStats } from '@mailyard/testing';

import type { Usage } from './target.js';

/**
 * CPU and memory of all processes below (and with) `root`, summed by name. The time of children that have ended is
 * counted for their parent, which is why a program that starts short-lived ones still shows all its work.
 */
export async function usageBelow(root: number, nameOf: (process: ProcessStats) => string): Promise<Usage> {
  const usage = new Map<string, { cpuSeconds: number; peakResidentBytes: number }>();
  for (const process of await processTree(root)) {
    const sum = usage.get(nameOf(process)) ?? { cpuSeconds: 0, peakResidentBytes: 0 };
    sum.cpuSeconds += process.cpuSeconds + process.endedChildrenCpuSeconds;
    sum.peakResidentBytes += process.peakResidentBytes;
    usage.set(nameOf(process), sum);
  }
  return usage;
}

export async function forgetPeaksBelow(root: number): Promise<void> {
  for (const { pid } of await processTree(root)) {
    // A process may end between the list and this; then there is nothing to forget.
    await forgetPeak(pid).catch(() => undefined);
  }
}
