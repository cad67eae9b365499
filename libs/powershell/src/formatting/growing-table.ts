import { memberOf } from '../values/members.js';
import type { PSObject, Value } from '../values/value.js';
import { lineText } from './cell.js';
import { tableLines, tableWidths, type Column } from './table.js';

/** So many rows are waited for at most before widths are chosen. */
const rowsMax = 1000;

/** A table whose widths are those of the rows that are known when it has to be shown; the others follow in them. */
export class GrowingTable {
  readonly #names: readonly string[];
  readonly #width: number;
  #waiting: PSObject[] = [];
  /** Once it has begun to be shown. */
  #chosen: readonly Omit<Column, 'cells'>[] | undefined;

  constructor(names: readonly string[], width: number) {
    this.#names = names;
    this.#width = width;
  }

  add(object: PSObject): string[] {
    this.#waiting.push(object);
    const isShown = this.#chosen !== undefined || this.#waiting.length >= rowsMax;
    return isShown ? this.#shown({ isWhole: false }) : [];
  }

  pause(): string[] {
    return this.#shown({ isWhole: false });
  }

  end(): string[] {
    return [...this.#shown({ isWhole: true }), ''];
  }

  #shown({ isWhole }: { readonly isWhole: boolean }): string[] {
    const rows = this.#waiting;
    if (rows.length === 0) return [];
    this.#waiting = [];
    const width = this.#width;
    const chosen = this.#chosen;
    if (chosen !== undefined) {
      const columns = chosen.map((column) => ({ ...column, cells: cellsOf(rows, column.label) }));
      return tableLines(columns, { width, header: false });
    }
    const columns = this.#names.map((label) => columnOf(rows, label));
    const widths = tableWidths(columns, { width, isStretched: !isWhole });
    const fixed = widths.map((one, i) => ({ ...(columns[i] as Column), width: one }));
    this.#chosen = fixed;
    return ['', ...tableLines(fixed, { width })];
  }
}

function columnOf(rows: readonly PSObject[], label: string): Column {
  const values = rows.map((row) => memberOf(row, label));
  return { label, alignment: alignmentOf(values), cells: values.map(lineText) };
}

function cellsOf(rows: readonly PSObject[], label: string): string[] {
  return rows.map((row) => lineText(memberOf(row, label)));
}

/** Numbers stand at the right. */
export function alignmentOf(values: readonly Value[]): 'left' | 'right' {
  const shown = values.filter((value) => value !== null);
  return shown.length > 0 && shown.every((value) => typeof value === 'number') ? 'right' : 'left';
}
