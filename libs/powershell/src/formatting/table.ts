import { displayWidth, fitted, wrapped, type Alignment } from './width.js';

export interface Column {
  readonly label: string;
  readonly alignment: Alignment;
  /** Asked for by `Width=`. */
  readonly width?: number | undefined;
  readonly cells: readonly string[];
}

export interface TableOptions {
  readonly width: number;
  readonly header?: boolean;
  /** Long cells take several lines instead of ending with `…`. */
  readonly wrap?: boolean;
}

/** The least that a column is narrowed to. */
const narrowest = 4;

/** A table as PowerShell prints it: names, dashes, rows, one blank between columns. */
export function tableLines(
  columns: readonly Column[],
  { width, header = true, wrap = false }: TableOptions,
): string[] {
  const widths = tableWidths(columns, { width });
  const shown = columns.slice(0, widths.length);
  const line = (cells: readonly string[], fill = ' ') =>
    cells
      .map((cell, i) => fitted(cell, widths[i] ?? 0, shown[i]?.alignment ?? 'left'))
      .join(fill)
      .trimEnd();
  const count = shown[0]?.cells.length ?? 0;
  const rows = Array.from({ length: count }, (_, row) => shown.map(({ cells }) => cells[row] ?? ''));
  const body = rows.flatMap((cells) =>
    wrap ? wrappedRow(cells, widths).map((one) => line(one)) : [line(cells)],
  );
  if (!header) return body;
  const labels = shown.map(({ label }) => label);
  const dashes = labels.map((label, i) => '-'.repeat(Math.min(displayWidth(label), widths[i] ?? 0)));
  return [line(labels), line(dashes), ...body];
}

interface WidthOptions {
  readonly width: number;
  /** What is left of the line goes to the columns: rows are to come whose cells are longer. */
  readonly isStretched?: boolean;
}

/** Of the columns for which there is room. */
export function tableWidths(
  columns: readonly Column[],
  { width, isStretched = false }: WidthOptions,
): number[] {
  const widths = fittingWidths(columns, width);
  if (!isStretched) return widths;
  const left = Math.max(0, width - sum(widths) - (widths.length - 1));
  return widths.map((one) => one + Math.floor(left / widths.length));
}

/** Natural widths; where they are too much the widest give way, and what has no room at all is left out. */
function fittingWidths(columns: readonly Column[], width: number): number[] {
  const count = Math.max(1, Math.min(columns.length, Math.floor((width + 1) / (narrowest + 1))));
  const room = width - (count - 1);
  const widths = columns.slice(0, count).map(naturalWidth);
  for (let excess = sum(widths) - room; excess > 0;) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) break;
    const next = Math.max(narrowest, ...widths.filter((one) => one < widest));
    const many = widths.filter((one) => one === widest).length;
    const less = Math.max(1, Math.min(widest - next, Math.ceil(excess / many)));
    widths.forEach((one, i) => {
      if (one === widest && excess > 0) {
        widths[i] = one - Math.min(less, excess);
        excess -= Math.min(less, excess);
      }
    });
  }
  return widths;
}

function naturalWidth({ label, cells, width }: Column): number {
  if (width !== undefined) return width;
  return cells.reduce((widest, cell) => Math.max(widest, displayWidth(cell)), displayWidth(label));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function wrappedRow(cells: readonly string[], widths: readonly number[]): string[][] {
  const parts = cells.map((cell, i) => wrapped(cell, widths[i] ?? 1));
  const height = Math.max(1, ...parts.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => parts.map((lines) => lines[line] ?? ''));
}
