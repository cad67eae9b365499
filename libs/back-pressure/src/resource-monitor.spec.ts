import type { PressureResource } from '@mailyard/directory';
import { Degradations } from '@mailyard/service';

import type { Measured, Meter } from './meters/meter.js';
import { PressureLog } from './pressure-log.js';
import { ResourceMonitor, type MonitorSettings } from './resource-monitor.js';

let settings: MonitorSettings;
let measured: Measured | undefined;
let lines: readonly object[];
const degradations = new Degradations();

function monitorOf(resource: PressureResource, fills?: true): ResourceMonitor {
  lines = [];
  const log = new PressureLog(
    {
      warn: (line: object) => (lines = [...lines, line]),
      info: (line: object) => (lines = [...lines, line]),
    } as ConstructorParameters<typeof PressureLog>[0],
    degradations,
  );
  const monitor = new ResourceMonitor({
    settings: () => settings,
    onChange: (change) => log.changed(change),
    onFault: (error) => {
      throw error;
    },
  });
  const meter: Meter = { resource, read: () => measured, ...(fills === undefined ? {} : { fills }) };
  monitor.watch(meter);
  return monitor;
}

beforeEach(() => {
  settings = { ResourceThresholds: [], EnableResourceMonitoring: true };
});

async function look(monitor: ResourceMonitor, value: number) {
  measured = { value };
  await monitor.look();
  return monitor.actions.refuses;
}

it('levels and what is refused are told by Exchange’s event numbers, and once', async () => {
  const monitor = monitorOf('DatabaseUsedSpace[Redis]');
  expect(await look(monitor, 97)).toBe('strangers');
  expect(await look(monitor, 98)).toBe('strangers');
  expect(await look(monitor, 99.5)).toBe('everybody');
  expect(degradations.current).toMatchObject([
    { code: 'back-pressure', subject: 'DatabaseUsedSpace[Redis]' },
  ]);
  expect(monitor.report).toMatchObject({
    refuses: 'everybody',
    resources: [
      {
        resource: 'DatabaseUsedSpace[Redis]',
        level: 'High',
        value: 99.5,
        threshold: 97,
        thresholds: { LowToMedium: 96, MediumToHigh: 99, HighToMedium: 97, MediumToLow: 94 },
      },
    ],
  });
  expect(await look(monitor, 10)).toBe('nobody');
  expect(lines).toMatchObject([
    { event: 15_004, before: 'Low', level: 'Medium' },
    { event: 15_007, level: 'Medium' },
    { event: 15_004, before: 'Medium', level: 'High' },
    { event: 15_007, level: 'High' },
    { event: 15_005, before: 'High', level: 'Low' },
  ]);
  expect(degradations.current).toEqual([]);
});

it('a disk has an event of its own', async () => {
  await look(monitorOf('UsedDiskSpace[content store]'), 95);
  expect(lines).toMatchObject([{ event: 15_004 }, { event: 15_006 }]);
});

it('what fills up is judged by where it will be at the next look', async () => {
  const monitor = monitorOf('UsedDiskSpace[append-only file]', true);
  await look(monitor, 79);
  expect(await look(monitor, 85)).toBe('strangers');
  expect(monitor.report.resources).toMatchObject([{ value: 85, level: 'Medium' }]);
});

it('thresholds that an administrator sets hold from the next look on', async () => {
  const monitor = monitorOf('UsedDiskSpace[content store]');
  expect(await look(monitor, 50)).toBe('nobody');
  const set = { Resource: 'UsedDiskSpace[content store]', LowToMedium: 40, MediumToLow: 30 } as const;
  settings = { ...settings, ResourceThresholds: [set] };
  expect(await look(monitor, 50)).toBe('strangers');
  settings = { ...settings, EnableResourceMonitoring: false };
  expect(await look(monitor, 50)).toBe('nobody');
  expect(monitor.report.resources).toEqual([]);
});

it('what cannot be measured at present stays as it was, and what was never there is not told', async () => {
  const monitor = monitorOf('DatabaseUsedSpace[Redis]');
  measured = undefined;
  await monitor.look();
  expect(monitor.report.resources).toEqual([]);
  await look(monitor, 97);
  measured = undefined;
  await monitor.look();
  expect(monitor.report).toMatchObject({ refuses: 'strangers', resources: [{ level: 'Medium', value: 97 }] });
  await look(monitor, 0);
});
