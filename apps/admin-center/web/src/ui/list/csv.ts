import { isValidElement, type ReactNode } from 'react';

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

function textOf<Row>({ text, sortBy, render, isNumber = false }: Column<Row>, row: Row): string {
  if (text !== undefined) return text(row);
  const sorted = String(sortBy?.(row) ?? '');
  // Numbers as they are: grouped digits are no number to a spreadsheet.
  return isNumber && sorted !== '' ? sorted : wordsOf(render(row)) || sorted;
}

/** What somebody reads in a cell. */
function wordsOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map((each) => wordsOf(each as ReactNode)).join('');
  return isValidElement<{ readonly children?: ReactNode }>(node) ? wordsOf(node.props.children) : '';
}

function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
