import { csvLine } from './csv-text.js';

it.each([
  [['a', 1, true, undefined, null], 'a,1,true,,\r\n'],
  [['a,b', 'say "x"', 'two\nlines'], '"a,b","say ""x""","two\nlines"\r\n'],
  [['=1+1', '+1', '-1', '@x', '\tx'], `"'=1+1","'+1","'-1","'@x","'\tx"\r\n`],
  [['a\0b', '\u202Egnp.exe'], String.raw`a\u{0}b,\u{202e}gnp.exe` + '\r\n'],
  [[-1.5], '-1.5\r\n'],
  [[['a', 'b'], { a: 1 }, [{ a: 1 }]], 'a; b,"{""a"":1}","[{""a"":1}]"\r\n'],
])('%j', (values, expected) => expect(csvLine(values)).toBe(expected));
