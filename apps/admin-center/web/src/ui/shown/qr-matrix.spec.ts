import { createHash } from 'node:crypto';

import { qrMatrix } from './qr-matrix.js';

const rowsOf = (text: string): readonly string[] =>
  qrMatrix(text)?.map((row) => row.map((isDark) => (isDark ? '#' : '.')).join('')) ?? [];

it('ISO/IEC 18004: a text becomes the modules that other encoders make of it with this mask', () => {
  expect(rowsOf('Mailyard')).toEqual([
    '#######...#.#.#######',
    '#.....#.....#.#.....#',
    '#.###.#.#.#...#.###.#',
    '#.###.#.....#.#.###.#',
    '#.###.#..#.##.#.###.#',
    '#.....#..###..#.....#',
    '#######.#.#.#.#######',
    '........#.#..........',
    '###.#####.#.###...#..',
    '.#......#..#...###.##',
    '#.#..##.#.##..#######',
    '#...#..#######.##....',
    '..#.#.##.#.#..#.#..#.',
    '........##....#.####.',
    '#######.###.#..######',
    '#.....#.##....#....#.',
    '#.###.#.#.#.#.#.#....',
    '#.###.#....#.#.##.##.',
    '#.###.#.##.#.####.#.#',
    '#.....#.#..###.....#.',
    '#######.####.##..#.##',
  ]);
});

it.each([
  [17, '6297c0fd9b1f5c76'],
  [32, '492a715a7f3ea4b4'],
  [53, 'afaef329bb9233c2'],
  [78, '1112a665ef30e81c'],
  [106, '7302493313416f77'],
  [134, '416529248ded6c39'],
] as const)('%d octets, as many as a version takes', (length, hash) => {
  const text = rowsOf('x'.repeat(length)).join('\n');
  expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(hash);
});

it('a text that is too long has none', () => {
  expect(qrMatrix('x'.repeat(135))).toBeUndefined();
});
