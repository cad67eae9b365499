import { table, visible } from './table.js';

it('columns are aligned, numbers to the right', () => {
  const rows = [
    { name: 'Submission', count: 7 },
    { name: 'DB01', count: 1200 },
  ];
  expect(
    table(rows, [
      ['Queue', (row) => row.name],
      ['Messages', (row) => row.count],
      ['Error', () => ''],
    ]),
  ).toEqual(['Queue       Messages  Error', 'Submission         7', 'DB01            1200']);
});

it('a table may have more rows than a call can have arguments', () => {
  expect(table(Array<number>(200_000).fill(7), [['Messages', (row) => row]])).toHaveLength(200_001);
});

it('what a stranger wrote cannot steer the terminal', () => {
  expect(visible('a\u001b[2Jb\u202ec\u2028')).toBe('a\ufffd[2Jb\ufffdc\ufffd');
});
