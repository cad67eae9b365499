/** A column's title, and what stands in it. */
export type Column<Row> = readonly [title: string, cell: (row: Row) => string | number];

/** Aligned columns under their titles, for people; numbers to the right. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): readonly string[] {
  const cells = rows.map((row) => columns.map(([, cell]) => cell(row)));
  const numeric = columns.map(
    (_, at) => cells.length > 0 && cells.every((row) => typeof row[at] === 'number'),
  );
  const lines = [columns.map(([title]) => title), ...cells].map((row) =>
    row.map((cell) => visible(String(cell))),
  );
  const widths = columns.map((_, at) =>
    lines.reduce((widest, line) => Math.max(widest, line[at]?.length ?? 0), 0),
  );
  return lines.map((line) =>
    line
      .map((cell, at) => (numeric[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** What a stranger wrote, such as a subject, must not steer the terminal, nor turn its text around. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** `2026-11-28 19:14:05Z` */
export function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
