import type { Place } from './ast.js';

/** Line and column of a place, from 1. */
export function lineAndColumn({ text, offset }: Place): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The line with a mark below the place, as PowerShell shows it; `length` is of what is meant. */
export function excerpt(place: Place, length = 1): string {
  const { line, column } = lineAndColumn(place);
  const shown = (place.text.split('\n')[line - 1] ?? '').trimEnd();
  const mark = '~'.repeat(Math.max(1, Math.min(length, shown.length - column + 1)));
  return `At line:${line} char:${column}\n+ ${shown}\n+ ${' '.repeat(column - 1)}${mark}`;
}
