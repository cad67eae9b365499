import type { ImportNote } from './candidate.js';
import type { ImportRow } from './import-plan.js';

/** As the operation tells it. */
type ToldRow = Omit<ImportRow, 'noun'> & { readonly noun: string };

/** Of many objects with the same note it is told once. */
const sameMax = 5;

/** An import for people: what becomes of which object and why, below it what is not carried over, last what changes besides. */
export function describeImport(rows: readonly ToldRow[], besides: readonly string[] = []): readonly string[] {
  const counts = countsOf(rows);
  const isCommon = (row: ToldRow, note: ImportNote) => (counts.get(noteKey(row, note))?.rows ?? 0) > sameMax;
  return [
    ...rows.flatMap((row) => rowLines(row, (note) => !isCommon(row, note))),
    ...[...counts.values()]
      .filter(({ rows: count }) => count > sameMax)
      .map(({ rows: count, noun, note }) => `of ${count} ${noun}: ${note.parameter} ${note.reason}`),
    ...(besides.length > 0 ? ['Besides', ...besides.map((line) => `  ${line}`)] : []),
  ];
}

interface NoteCount {
  readonly rows: number;
  readonly noun: string;
  readonly note: ImportNote;
}

function countsOf(rows: readonly ToldRow[]): ReadonlyMap<string, NoteCount> {
  const counts = new Map<string, NoteCount>();
  for (const row of rows) {
    for (const note of row.notes) {
      const key = noteKey(row, note);
      counts.set(key, { rows: (counts.get(key)?.rows ?? 0) + 1, noun: row.noun, note });
    }
  }
  return counts;
}

function noteKey({ noun }: ToldRow, { parameter, reason }: ImportNote): string {
  return `${noun} ${parameter} ${reason}`;
}

function rowLines(row: ToldRow, isOwn: (note: ImportNote) => boolean): readonly string[] {
  const { outcome, noun, identity, file, number, reason, changes, notes } = row;
  return [
    `${outcome.padEnd(6)} ${noun} ${identity} (${file}, ${number})${reason === undefined ? '' : `: ${reason}`}`,
    ...changes.map((line) => `         ${line}`),
    ...notes.filter(isOwn).map(noteLine),
  ];
}

function noteLine({ parameter, value, reason }: ImportNote): string {
  return `       ! ${parameter}${value === '' ? '' : ` ${value}`}: ${reason}`;
}
