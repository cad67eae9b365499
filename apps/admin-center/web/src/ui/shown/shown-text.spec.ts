import { shown } from './shown-text.js';

it.each([
  ['Invoice ü 中', 'Invoice ü 中'],
  ['a\u202Egnp.exe', String.raw`a\u{202e}gnp.exe`],
  ['nul\0', String.raw`nul\u{0}`],
  ['x'.repeat(10_000), 'x'.repeat(500)],
])('hostile text is shown as what it is: %j', (text, expected) => {
  expect(shown(text)).toBe(expected);
});
