import { chosenBy, formatRanges } from './index-ranges.js';

const list = ['a', 'b', 'c', 'd', 'e'];

it.each([
  [[0], '0', ['a']],
  [[0, 1, 2, 3, 4], '0-4', list],
  [[1, 3], '1,3', ['b', 'd']],
  [[0, 1, 3, 4], '0-1,3-4', ['a', 'b', 'd', 'e']],
])('%j are %s', (indexes, ranges, chosen) => {
  expect(formatRanges(indexes)).toBe(ranges);
  expect(chosenBy(ranges, list)).toEqual(chosen);
});

it.each(['', '5', '0-5', '3-1', '2,1', '1,1', '-1', 'x', '1-'])('%j chooses nothing of five', (ranges) => {
  expect(chosenBy(ranges, list)).toBeUndefined();
});

it('a hundred thousand in a row are one range', () => {
  expect(formatRanges(Array.from({ length: 100_000 }, (_, index) => index))).toBe('0-99999');
});
