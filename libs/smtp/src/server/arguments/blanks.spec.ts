import { trimBlankEnd, trimBlanks } from './blanks.js';

it.each([
  ['', '', ''],
  ['a', 'a', 'a'],
  [' \ta b\t ', 'a b', ' \ta b'],
  [' \t ', '', ''],
  ['\u00a0a\u2028', '\u00a0a\u2028', '\u00a0a\u2028'],
  ['\ufeffa\v', '\ufeffa\v', '\ufeffa\v'],
])('white space is space and tab: %j', (text, trimmed, endTrimmed) => {
  expect(trimBlanks(text)).toBe(trimmed);
  expect(trimBlankEnd(text)).toBe(endTrimmed);
});
