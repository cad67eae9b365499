import { SentCounts } from './sent-counts.js';

it('messages count for about a minute, and nothing is kept of whom nothing goes to', () => {
  let now = 0;
  const counts = new SentCounts(() => now);
  const after = (ms: number): number => {
    now += ms;
    return counts.inLastMinute('a');
  };
  for (let count = 0; count < 100; count += 1) counts.add('a');
  counts.add('b');
  expect(counts.inLastMinute('b')).toBe(1);
  expect(after(59_000)).toBe(100);
  expect(after(31_000)).toBe(50);
  counts.add('a');
  expect(after(29_000)).toBe(Math.round(1 + 100 / 60));
  expect(after(1_000)).toBe(1);
  expect(after(120_000)).toBe(0);
  counts.forgetOld();
  expect(counts.inLastMinute('b')).toBe(0);
});
