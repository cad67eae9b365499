import type { Rate } from '@mailyard/schema';

import { describeRate, paceOf, slower } from './pace.js';

const [secondMs, minuteMs, hourMs] = [1_000, 60_000, 3_600_000];

it.each<[count: number, perMs: number, burst: number, intervalMs: number]>([
  [1, minuteMs, 1, 60_000],
  [30, minuteMs, 1, 2_000],
  [60, minuteMs, 1, 1_000],
  [1_000, hourMs, 1, 3_600],
  [5, secondMs, 1, 200],
  [600, minuteMs, 10, 60_000 / 591],
  [100_000, minuteMs, 10, 60_000 / 99_991],
])('%d in %d ms: %d at once, then one each %d ms', (count, perMs, burst, intervalMs) => {
  const pace = paceOf({ count, perMs });
  expect(pace.burst).toBe(burst);
  expect(pace.intervalUs).toBe(Math.ceil(intervalMs * 1_000));
});

it('what comes at once takes no more than a fiftieth from the even flow', () => {
  for (let count = 1; count < 3_000; count += 7) {
    for (const perMs of [secondMs, minuteMs, hourMs]) {
      const { burst, intervalUs } = paceOf({ count, perMs });
      expect(burst - 1 + Math.ceil((perMs * 1_000) / intervalUs)).toBeLessThanOrEqual(count);
      expect((perMs * 1_000) / intervalUs).toBeGreaterThan(0.979 * count - 0.001);
    }
  }
});

it('the slower of two rates counts, whatever their periods', () => {
  const hourly: Rate = { count: 1_000, perMs: hourMs };
  const byMinute: Rate = { count: 20, perMs: minuteMs };
  expect(slower(hourly, byMinute)).toBe(hourly);
  expect(slower(byMinute, hourly)).toBe(hourly);
  expect(slower(undefined, byMinute)).toBe(byMinute);
  expect(slower(byMinute, undefined)).toBe(byMinute);
  expect(slower(undefined, undefined)).toBeUndefined();
});

it.each<[Rate, string]>([
  [{ count: 30, perMs: minuteMs }, '30 a minute'],
  [{ count: 1_000, perMs: hourMs }, '1000 an hour'],
  [{ count: 5, perMs: 24 * hourMs }, '5 a day'],
  [{ count: 5, perMs: 90_000 }, '5 in 90 seconds'],
])('%j is said as %s', (rate, said) => {
  expect(describeRate(rate)).toBe(said);
});
