import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { OperationInputError } from '../operation.js';
import { resolutions, type SeriesValues } from './redis-series-store.js';

const time = z.int().min(0).describe('Milliseconds since the epoch.');

/** The input of what reads series. */
export const stepsInput = {
  from: time,
  to: time.optional().describe('Default: now.'),
  resolution: z
    .enum(['fiveSeconds', 'minute', 'quarterHour'])
    .default('minute')
    .describe('The finest is as old as the admin centre that is asked, and an hour at most.'),
} as const;

/** The output of what reads series, beside the series themselves. */
export const stepsOutput = {
  from: z.number().describe('The start of the first step, milliseconds since the epoch.'),
  stepMs: z.number(),
} as const;

/** A step each; null where nothing is known. */
export const stepValues = z
  .array(z.number().nullable())
  .readonly()
  .describe('A step each; null where nothing is known.');

interface Steps {
  readonly from: number;
  readonly to?: number | undefined;
  readonly resolution: keyof typeof resolutions;
}

interface FoundSteps {
  readonly from: number;
  readonly stepMs: number;
  /** Of each name, in their order. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** Throws OperationInputError where `from` is not before `to`. */
export async function readSteps(
  names: readonly string[],
  { from, to = Date.now(), resolution }: Steps,
  { series, recentSeries }: Pick<OperationContext, 'series' | 'recentSeries'>,
): Promise<FoundSteps> {
  const { stepMs, slots } = resolutions[resolution];
  const end = Math.floor(to / stepMs) + 1;
  // Older ones are gone anyway.
  const start = Math.max(Math.floor(from / stepMs), end - slots);
  if (start >= end) throw new OperationInputError('from: must be before to');
  const range = { resolution, from: start, to: end };
  const found =
    resolution === 'fiveSeconds' ? recentSeries.read(names, range) : await series.read(names, range);
  return { from: start * stepMs, stepMs, values: found.map(withGaps) };
}

function withGaps(values: SeriesValues): readonly (number | null)[] {
  return values.map((value) => value ?? null);
}
