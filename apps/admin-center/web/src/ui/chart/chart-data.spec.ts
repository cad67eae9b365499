import { decades, indexAfter, lastKnown, lonely, stacked, topOf, marksAt } from './chart-data.js';

const series = (...all: readonly (readonly (number | null)[])[]) =>
  all.map((values) => ({ label: '', values }));

it('what is stacked is known where all that is below it is', () => {
  expect(stacked(series([1, null, 3], [1, 1, null], [1, 1, 1]))).toEqual([
    [1, null, 3],
    [2, null, null],
    [3, null, null],
  ]);
});

it.each([
  [0, 1],
  [-3, 1],
  [NaN, 1],
  [0.7, 1],
  [3, 5],
  [5, 5],
  [5.1, 10],
  [1_200, 2_000],
])('an axis up to %d ends at %d', (max, top) => {
  expect(topOf(max)).toBe(top);
});

it.each([
  [0, 0, [0.1, 1]],
  [0.004, 12, [0.001, 100]],
  [10, 10, [10, 100]],
])('a logarithmic axis from %d to %d has whole decades', (min, max, range) => {
  expect(decades(min, max)).toEqual(range);
});

it('a value between gaps is found, and gaps are no values', () => {
  expect(lonely([1, null, 2, null, 3, 4, null, 0])).toEqual([0, 2, 7]);
  expect(lastKnown({ times: [1, 2, 3], series: series([0, null, null], [null, 5, null]) })).toBe(1);
  expect(lastKnown({ times: [1, 2], series: series([null, null]) })).toBe(1);
});

it.each([
  ['ArrowLeft', 3],
  ['ArrowRight', 5],
  ['PageUp', 9],
  ['PageDown', 0],
  ['Home', 0],
  ['End', 9],
  ['a', undefined],
])('%s leads from the fifth of ten times to %j', (key, index) => {
  expect(indexAfter(key, { at: 4, count: 10 })).toBe(index);
});

it('§5: what happened is told with the values of its step', () => {
  const marks = [{ time: 5 }, { time: 10 }, { time: 19 }, { time: 20 }, { time: 99 }];
  const told = (at: number) => marksAt(marks, [10, 20], at).map(({ time }) => time);
  expect([told(0), told(1), told(-1)]).toEqual([[10, 19], [20, 99], []]);
});
