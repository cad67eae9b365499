import { pressureResources, type PressureResource } from '@mailyard/directory';

import { actionsFor, together } from './actions.js';
import type { PressureLevel } from './level.js';

function acts(resource: PressureResource, level: PressureLevel, looksUnderPressure = 1) {
  const { HistoryDepth } = pressureResources[resource];
  return actionsFor(resource, { level, value: 0, looksUnderPressure }, HistoryDepth);
}

it.each<[PressureResource, PressureLevel, number, string, number]>([
  ['DatabaseUsedSpace[Redis]', 'Low', 0, 'nobody', 0],
  ['DatabaseUsedSpace[Redis]', 'Medium', 1, 'strangers', 0],
  ['DatabaseUsedSpace[Redis]', 'High', 1, 'everybody', 0],
  ['UsedDiskSpace[content store]', 'Medium', 1, 'strangers', 0],
  ['UsedDiskSpace[append-only file]', 'High', 1, 'everybody', 0],
  // First slowly, then not at all: 10 s, 5 s more from time to time, 55 s at most.
  ['QueueLength[SubmissionQueue]', 'Medium', 1, 'nobody', 10_000],
  ['QueueLength[SubmissionQueue]', 'Medium', 6, 'nobody', 15_000],
  ['QueueLength[SubmissionQueue]', 'Medium', 300, 'nobody', 55_000],
  ['QueueLength[SubmissionQueue]', 'Medium', 301, 'strangers', 55_000],
  ['QueueLength[SubmissionQueue]', 'High', 1, 'everybody', 10_000],
  ['UsedVersionBuckets', 'Medium', 10, 'nobody', 15_000],
  ['UsedVersionBuckets', 'Medium', 11, 'strangers', 20_000],
  ['PrivateBytes', 'Medium', 30, 'nobody', 0],
  ['PrivateBytes', 'Medium', 31, 'strangers', 0],
  ['PrivateBytes', 'High', 1, 'everybody', 0],
  ['EventLoopDelay', 'Medium', 100, 'nobody', 55_000],
  ['EventLoopDelay', 'High', 1, 'strangers', 10_000],
  // What is only told.
  ['SystemMemory', 'High', 100, 'nobody', 0],
  ['UsedDiskSpace[logs]', 'High', 100, 'nobody', 0],
  ['UsedDiskSpace[mailboxes]', 'High', 100, 'nobody', 0],
])('%s at %s, look %i: %s is refused, MAIL waits for %i ms', (resource, level, looks, refuses, tarpitMs) => {
  expect(acts(resource, level, looks)).toMatchObject({ refuses, tarpitMs });
});

it('of several resources the shortest decides', () => {
  const all = [acts('QueueLength[SubmissionQueue]', 'Medium'), acts('DatabaseUsedSpace[Redis]', 'Medium')];
  expect(together(all)).toEqual({ refuses: 'strangers', tarpitMs: 10_000, pausesResubmission: true });
});
