import { cpuMs } from '@mailyard/testing';

import { wildcard } from './wildcard.js';

it.each([
  ['Client Frontend*', 'client frontend MBX01', true],
  ['*MBX01', 'Default MBX01', true],
  ['*', '', true],
  ['D*t*1', 'Default MBX01', true],
  ['D*t*t*1', 'Default MBX01', false],
  ['ab*ba', 'aba', false],
  ['a*b*c', 'a-c-b', false],
  ['a.c', 'abc', false],
  ['a(*', 'a(b', true],
])('%s and %s: %s', (pattern, name, expected) => {
  expect(wildcard(pattern)(name)).toBe(expected);
});

it('no pattern takes long', async () => {
  const fits = wildcard(`${'a*'.repeat(400)}b`);
  const names = Array.from({ length: 2_000 }, () => 'a'.repeat(64));
  expect(await cpuMs(() => names.filter(fits))).toBeLessThan(2_000);
});
