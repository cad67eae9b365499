import { isWithinLimits } from './json-limits.js';

const deep = (levels: number, text = '[]'): unknown =>
  JSON.parse(levels <= 1 ? text : `${'['.repeat(levels - 1)}${text}${']'.repeat(levels - 1)}`);
const members = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 1]));

it.each([
  ['no body', undefined, true],
  ['text', 'x', true],
  ['64 levels', deep(64), true],
  ['65 levels', deep(65), false],
  ['a million levels', deep(1_000_000), false],
  ['1,000 members', members(1_000), true],
  ['1,001 members', members(1_001), false],
  ['1,001 members further down', { parameters: [members(1_001)] }, false],
  ['a long list', Array.from({ length: 10_000 }, () => ({ id: 'x' })), true],
])('RFC 8259 §9: %s', (_, value, expected) => {
  expect(isWithinLimits(value)).toBe(expected);
});
