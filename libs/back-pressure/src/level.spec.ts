import { pressureResources } from '@mailyard/directory';

import { looked, onDiskOf, unpressed, type PressureLevel, type ResourceState } from './level.js';

const submission = pressureResources['QueueLength[SubmissionQueue]'];

function after(values: readonly number[]): ResourceState {
  return values.reduce((state, value) => looked(state, value, submission), unpressed);
}

it.each<[PressureLevel, number[]]>([
  ['Low', [9_999]],
  ['Medium', [10_000]],
  ['Medium', [15_000]],
  ['High', [15_001]],
  // It leaves a level later than it came to it.
  ['High', [15_001, 10_000]],
  ['Medium', [15_001, 9_999]],
  ['Medium', [10_000, 2_000]],
  ['Low', [10_000, 1_999]],
  ['Low', [15_001, 1_999]],
  ['Medium', [15_001, 9_999, 2_000]],
])('the level is %s after %j', (level, values) => {
  expect(after(values).level).toBe(level);
});

it('looks under pressure are counted, whichever level it is, until it has gone', () => {
  expect(after([10_000, 15_001, 9_000]).looksUnderPressure).toBe(3);
  expect(after([10_000, 15_001, 1_000, 10_000]).looksUnderPressure).toBe(1);
});

describe('a disk', () => {
  const gigabyte = 1_073_741_824;
  const { 'UsedDiskSpace[content store]': disk } = pressureResources;

  it('that is small has the percentages', () => {
    expect(onDiskOf(10 * gigabyte, disk)).toEqual({ ...disk, MediumToHigh: 99 });
  });

  it('that is large is not short while gigabytes are free', () => {
    const thresholds = onDiskOf(1_000 * gigabyte, disk);
    const levelWithFree = (free: number) => looked(unpressed, 100 - free / 10, thresholds).level;
    expect([100, 4.1, 3.9, 0.6, 0.4].map(levelWithFree)).toEqual(['Low', 'Low', 'Medium', 'Medium', 'High']);
  });
});
