import { csvOf } from './csv.js';

it('RFC 4180 §2: what has commas, quotes or lines is quoted, and no cell begins as a formula', () => {
  const columns = [
    { id: 'subject', head: 'Subject', width: '', render: () => null, sortBy: (row: string) => row },
    { id: 'size', head: 'Size', width: '', render: () => null, text: (row: string) => String(row.length) },
  ];
  const rows = ['a, "b"', '=1+1', '-x', '@y', 'plain'];
  expect(csvOf(columns, rows)).toBe(
    ['Subject,Size', '"a, ""b""",6', "'=1+1,4", "'-x,2", "'@y,2", 'plain,5', ''].join('\r\n'),
  );
});
