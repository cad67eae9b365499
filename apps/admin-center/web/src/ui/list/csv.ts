import type { Column } from '../grid/column.js';

/** RFC 4180; what a spreadsheet would calculate is text: mail is hostile. */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ head }) => head),
    ...rows.map((row) => columns.map((column) => textOf(column, row))),
  ];
  return lines
    .map((cells) => cells.map(cellOf).join(','))
    .join('\r\n')
    .concat('\r\n');
}

function textOf<Row>({ text, sortBy }: Column<Row>, row: Row): string {
  return text?.(row) ?? String(sortBy?.(row) ?? '');
}

function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
