import { selectionAfter, type Key } from './grid-keys.js';
import type { RowSource } from './row-source.js';
import { only, type Selection } from './selection.js';

const rows = ['a', 'b', 'c', 'd', 'e'];
const source: RowSource<string> = {
  total: rows.length,
  rowAt: (index) => rows[index],
  keyOf: (row) => row,
  indexOf: (key) => rows.indexOf(key),
};

function after(text: string, selection: Selection = only('b')) {
  const names = text.split('+');
  const key: Key = {
    key: names.at(-1) ?? '',
    shiftKey: names.includes('Shift'),
    ctrlKey: names.includes('Control'),
  };
  const place = { source, selection, index: source.indexOf(selection.active ?? ''), pageRows: 2 };
  const next = selectionAfter(key, place);
  return next && { keys: [...next.keys].join(''), active: next.active };
}

it.each([
  ['ArrowDown', 'c', 'c'],
  ['ArrowUp', 'a', 'a'],
  ['PageDown', 'd', 'd'],
  ['PageUp', 'a', 'a'],
  ['Home', 'a', 'a'],
  ['End', 'e', 'e'],
  ['Shift+ArrowDown', 'bc', 'c'],
  ['Shift+End', 'bcde', 'e'],
  ['Control+ArrowDown', 'b', 'c'],
  ['Control+a', 'abcde', 'b'],
  ['Escape', '', 'b'],
])('%s selects %j', (key, keys, active) => {
  expect(after(key)).toEqual({ keys, active });
});

it('Space selects the row that has the focus, and no more when it was', () => {
  const moved = { ...only('b'), active: 'd' };
  expect(after(' ', moved)).toEqual({ keys: 'bd', active: 'd' });
  expect(after(' ')).toEqual({ keys: '', active: 'b' });
});

it('what is not of the grid stays for others', () => {
  expect([after('x'), after('Enter'), after('Tab')]).toEqual([undefined, undefined, undefined]);
});
