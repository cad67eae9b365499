import { fallsAt, kindOf, rankOf, risesAt, withSince } from './resources.js';

const measured = (more: object) =>
  ({
    service: 'hub-transport',
    host: 'a',
    pid: 1,
    resource: 'UsedDiskSpace[logs]',
    level: 'High',
    ...more,
  }) as never;

it('a resource is short since its process says so', () => {
  const since = '2026-11-30T18:00:00.000Z';
  const degradations = [{ code: 'back-pressure', subject: 'UsedDiskSpace[logs]', reason: '', since }];
  const services = [{ service: 'hub-transport', host: 'a', pid: 1, degradations }] as never;
  const rows = withSince(
    [measured({}), measured({ pid: 2 }), measured({ resource: 'PrivateBytes' })],
    services,
  );
  expect(rows.map((row) => row.since)).toEqual([Date.parse(since), undefined, undefined]);
});

it('the shortest comes first, and what stands in brackets is of its kind', () => {
  expect([rankOf(measured({})), rankOf(measured({ level: 'Low' }))]).toEqual([0, 2]);
  expect(kindOf(measured({}))).toBe('UsedDiskSpace');
  expect(kindOf(measured({ resource: 'Else' }))).toBe('other');
});

it.each([
  ['Low', 72, undefined],
  ['Medium', 75, 71],
  ['High', 75, 73],
] as const)('%s rises and falls at its own values', (level, rises, falls) => {
  const thresholds = { LowToMedium: 72, MediumToHigh: 75, HighToMedium: 73, MediumToLow: 71 };
  const row = measured({ level, thresholds });
  expect([risesAt(row), fallsAt(row)]).toEqual([rises, falls]);
});
