import { measure, type Load, type Measurement } from '../load/load.js';
import { markdownTable } from './report.js';
import { median } from '../measures/statistics.js';
import type { Target } from '../targets/target.js';

/** The same load under two conditions. */
export interface Comparison {
  /** The other way first: what the second is compared with. */
  readonly names: readonly [string, string];
  readonly runs: readonly [readonly Measurement[], readonly Measurement[]];
  readonly messages: number;
}

export interface Conditions {
  readonly names: Comparison['names'];
  /** Sets up one of both. */
  readonly set: (which: 0 | 1) => Promise<void>;
  readonly rounds: number;
}

/** Both in turn, so that a slow minute of the machine hits both. */
export async function compareInTurn(target: Target, load: Load, conditions: Conditions): Promise<Comparison> {
  const { names, set, rounds } = conditions;
  const runs: [Measurement[], Measurement[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const which of [0, 1] as const) {
      await set(which);
      runs[which].push(await measure(target, load));
    }
  }
  return { names, runs, messages: load.messages };
}

export function comparisonTable({ names, runs, messages }: Comparison, title: string): string {
  const [first, second] = runs.map((some) => ({
    stored: median(some.map(({ storedPerSecond }) => storedPerSecond)),
    cpuMs: (1000 * median(some.map(cpuSeconds))) / messages,
  }));
  if (first === undefined || second === undefined) return '';
  const ratio = (one: number, other: number): string => `**${(one / other).toFixed(2)} ×**`;
  return markdownTable(
    [title, 'stored/s', 'CPU ms/msg'],
    [
      [names[0], first.stored.toFixed(0), first.cpuMs.toFixed(2)],
      [names[1], second.stored.toFixed(0), second.cpuMs.toFixed(2)],
      [
        `${names[1]} : ${names[0]}`,
        ratio(second.stored, first.stored),
        first.cpuMs === 0 ? '' : ratio(second.cpuMs, first.cpuMs),
      ],
    ],
  );
}

function cpuSeconds({ usage }: Measurement): number {
  return [...usage.values()].reduce((sum, each) => sum + each.cpuSeconds, 0);
}
