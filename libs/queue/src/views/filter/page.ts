/** A part of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /**
   * Where the next page begins; absent: this is the end. A page may have fewer rows than were asked for, even none, and
   * still not be the last: what one page looks at is bounded, whatever the filter finds.
   */
  readonly cursor?: string;
}

/** A cursor that no list has given out. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/** Where a page ended: in the order of the list, not in its positions, which move while mail flows. */
export type Position = readonly (string | number)[];

/** Rows in the order of their list, each with its position. Returns where it gave up looking; undefined: at the end. */
export type Looking<Row> = AsyncGenerator<readonly [row: Row, at: Position], Position | undefined>;

export async function pageOf<Row>(
  looking: Looking<Row>,
  { passes, limit }: { readonly passes: (row: Row) => boolean; readonly limit: number },
): Promise<Page<Row>> {
  const rows: Row[] = [];
  for (;;) {
    const { done, value } = await looking.next();
    if (done === true) return { rows, ...(value && { cursor: formatCursor(value) }) };
    const [row, at] = value;
    if (!passes(row)) continue;
    rows.push(row);
    if (rows.length === limit) return { rows, cursor: formatCursor(at) };
  }
}

export function formatCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** `kinds`: the types of the position's parts. */
export function parseCursor<Kinds extends readonly ('string' | 'number')[]>(
  cursor: string,
  ...kinds: Kinds
): { readonly [At in keyof Kinds]: Kinds[At] extends 'number' ? number : string } {
  const position = decoded(cursor);
  const fits =
    Array.isArray(position) &&
    position.length === kinds.length &&
    position.every((part, index) => typeof part === kinds[index]);
  if (!fits) throw new CursorError('a list goes on from a cursor that it has given only');
  return position as ReturnType<typeof parseCursor<Kinds>>;
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
  } catch {
    // The caller says that it fits no list.
    return undefined;
  }
}
