import type { PressureThresholds } from '@mailyard/directory';

/** In their order. */
export const pressureLevels = ['Low', 'Medium', 'High'] as const;
export type PressureLevel = (typeof pressureLevels)[number];

/** A resource after a look at it. */
export interface ResourceState {
  readonly level: PressureLevel;
  readonly value: number;
  /** Looks in a row, this one included, at Medium or above. */
  readonly looksUnderPressure: number;
}

/** Where one begins of whom nothing is known. */
export const unpressed: ResourceState = { level: 'Low', value: 0, looksUnderPressure: 0 };

/** The resource after one more look. A level is left by other thresholds than it is entered by. */
export function looked(before: ResourceState, value: number, thresholds: PressureThresholds): ResourceState {
  const level = levelAfter(before.level, value, thresholds);
  return { level, value, looksUnderPressure: level === 'Low' ? 0 : before.looksUnderPressure + 1 };
}

function levelAfter(level: PressureLevel, value: number, thresholds: PressureThresholds): PressureLevel {
  const { LowToMedium, MediumToHigh, HighToMedium, MediumToLow } = thresholds;
  if (value > MediumToHigh || (level === 'High' && value >= HighToMedium)) return 'High';
  return value > LowToMedium || (level !== 'Low' && value >= MediumToLow) ? 'Medium' : 'Low';
}

const gigabyte = 1_073_741_824;
const freeBytes: Pick<PressureThresholds, 'LowToMedium' | 'MediumToHigh' | 'HighToMedium' | 'MediumToLow'> = {
  LowToMedium: 4 * gigabyte,
  MediumToHigh: 0.5 * gigabyte,
  HighToMedium: gigabyte,
  MediumToLow: 5 * gigabyte,
};

/**
 * Of a large disk a small percentage is plenty: a level begins at its percentage, but not while so much is free. Exchange
 * reckons so for High (100 · (size − 500 MB) / size), and suffers from its 89 % for Medium.
 */
export function onDiskOf(sizeBytes: number, thresholds: PressureThresholds): PressureThresholds {
  const atLeast = (name: keyof typeof freeBytes): number =>
    Math.max(thresholds[name], 100 * (1 - freeBytes[name] / sizeBytes));
  return {
    LowToMedium: atLeast('LowToMedium'),
    MediumToHigh: atLeast('MediumToHigh'),
    HighToMedium: atLeast('HighToMedium'),
    MediumToLow: atLeast('MediumToLow'),
    HistoryDepth: thresholds.HistoryDepth,
  };
}
