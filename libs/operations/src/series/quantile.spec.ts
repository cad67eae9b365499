import { quantile } from './quantile.js';

const buckets = [
  { bound: 0.1, count: 50 },
  { bound: 1, count: 90 },
  { bound: Infinity, count: 100 },
];

describe('a quantile of a histogram', () => {
  it.each([
    [0.25, 0.05],
    [0.5, 0.1],
    [0.7, 0.55],
    // Nobody knows how far beyond.
    [0.99, 1],
  ])('%d lies at %d', (part, value) => expect(quantile(part, buckets)).toBeCloseTo(value, 9));

  it('is unknown without values', () => {
    expect(quantile(0.5, [])).toBeUndefined();
    expect(quantile(0.5, [{ bound: Infinity, count: 0 }])).toBeUndefined();
  });
});
