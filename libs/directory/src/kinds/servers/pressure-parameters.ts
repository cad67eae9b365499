import { byteSize, oneOf, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

/** Where a level begins and ends. It falls later than it rises, so that it does not change with every look. */
export interface PressureThresholds {
  readonly LowToMedium: number;
  readonly MediumToHigh: number;
  readonly HighToMedium: number;
  readonly MediumToLow: number;
  /** So many looks in a row at Medium or above, until what is done there goes beyond slow acknowledgement. */
  readonly HistoryDepth: number;
}

const disk = { LowToMedium: 89, MediumToHigh: 99, HighToMedium: 90, MediumToLow: 80, HistoryDepth: 0 };

/** What may run out, with Exchange's names and defaults where it has such a resource. Percent, where nothing else is said. */
export const pressureResources = {
  'DatabaseUsedSpace[Redis]': {
    LowToMedium: 96,
    MediumToHigh: 99,
    HighToMedium: 97,
    MediumToLow: 94,
    HistoryDepth: 0,
  },
  PrivateBytes: { LowToMedium: 72, MediumToHigh: 75, HighToMedium: 73, MediumToLow: 71, HistoryDepth: 30 },
  'QueueLength[SubmissionQueue]': {
    LowToMedium: 9_999,
    MediumToHigh: 15_000,
    HighToMedium: 10_000,
    MediumToLow: 2_000,
    HistoryDepth: 300,
  },
  SystemMemory: { LowToMedium: 88, MediumToHigh: 94, HighToMedium: 89, MediumToLow: 84, HistoryDepth: 0 },
  'UsedDiskSpace[append-only file]': disk,
  'UsedDiskSpace[content store]': disk,
  'UsedDiskSpace[mailboxes]': disk,
  'UsedDiskSpace[logs]': disk,
  // Of transactions that Redis has not answered yet.
  UsedVersionBuckets: {
    LowToMedium: 999,
    MediumToHigh: 1_500,
    HighToMedium: 1_000,
    MediumToLow: 800,
    HistoryDepth: 10,
  },
  // Milliseconds.
  EventLoopDelay: {
    LowToMedium: 500,
    MediumToHigh: 3_000,
    HighToMedium: 1_000,
    MediumToLow: 250,
    HistoryDepth: 10,
  },
  FsyncLatency: {
    LowToMedium: 1_000,
    MediumToHigh: 5_000,
    HighToMedium: 2_000,
    MediumToLow: 500,
    HistoryDepth: 10,
  },
} as const satisfies Readonly<Record<string, PressureThresholds>>;

export type PressureResource = keyof typeof pressureResources;

const level = z.number().min(0).max(2_147_483_647).optional();

const entry = z
  .strictObject({
    Resource: oneOf(Object.keys(pressureResources) as [PressureResource, ...PressureResource[]]),
    LowToMedium: level,
    MediumToHigh: level,
    HighToMedium: level,
    MediumToLow: level,
    HistoryDepth: z.int().min(0).max(100_000).optional(),
  })
  .refine(
    (each) => inOrder({ ...pressureResources[each.Resource], ...each } as PressureThresholds),
    'must be in order, also with the defaults of what is left out: MediumToLow, LowToMedium, MediumToHigh, and HighToMedium between the first and the last',
  )
  .readonly();

function inOrder({ LowToMedium, MediumToHigh, HighToMedium, MediumToLow }: PressureThresholds): boolean {
  return (
    MediumToLow <= LowToMedium &&
    LowToMedium <= MediumToHigh &&
    MediumToLow <= HighToMedium &&
    HighToMedium <= MediumToHigh
  );
}

/** Back pressure of a server; Exchange has it in EdgeTransport.exe.config. */
export const pressureParameters = {
  ResourceMeteringInterval: timeSpan({ min: 100, max: span.hour })
    .default(2 * span.second)
    .describe('How often each process looks at what may run out.'),
  ResourceThresholds: z
    .array(entry)
    .readonly()
    .refine(
      (list) => new Set(list.map(({ Resource }) => Resource)).size === list.length,
      'must not name a resource twice',
    )
    .default([])
    .describe(
      'Thresholds of back pressure in place of the defaults, by resource; docs/operations.md has them, and what is done at each level.',
    ),
  RedisDiskSize: byteSize({ min: 1_048_576, max: 9_007_199_254_740_991 })
    .optional()
    .describe(
      'Room on the disk of Redis, where the hubs do not see it; a parameter of our own. Default: what they see, or nothing.',
    ),
  EnableResourceMonitoring: z
    .boolean()
    .default(true)
    .describe('False: nothing is measured, and no mail is refused or slowed down for it.'),
};
