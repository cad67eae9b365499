import { RefusalSpread } from './refusal-spread.js';

it('those who wait for one limit come back one after the other, at most a minute later', () => {
  let now = 1_000;
  const spread = new RefusalSpread(() => now);
  expect([1, 2, 3].map(() => spread.after('server', 1_000))).toEqual([1_000, 1_005, 1_010]);
  expect(spread.after('destination:a', 1_000)).toBe(1_000);
  for (let count = 0; count < 50_000; count += 1) spread.after('server', 1_000);
  expect(spread.after('server', 1_000)).toBe(61_000);
  expect(spread.after('server', 30_000)).toBe(90_000);
  now += 30_000;
  expect(spread.after('server', 1_000)).toBe(31_000);
  now += 60_000;
  spread.forgetOld();
  expect(spread.after('server', 1_000)).toBe(1_000);
});
