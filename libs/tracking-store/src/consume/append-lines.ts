import { TrackingColumns } from '@mailyard/tracking';

import { trackedRow, type TrackedRow } from '../event/tracked-row.js';
import type { TrackingStore } from '../tracking-store.js';

export interface AppendedLines {
  /** Rows that were not there yet. */
  readonly added: number;
  /** Those that were. */
  readonly known: number;
  /** Lines that are no rows, the first ones with their number. */
  readonly damaged: readonly DamagedLine[];
  readonly damagedCount: number;
}

export interface DamagedLine {
  readonly line: number;
  readonly reason: string;
}

const namedMax = 20;
/** In one transaction: the more, the less often is a page of an index written. */
const batchRows = 10_000;

export interface LoggedLines {
  /** Parts of files, each with the line that names its fields. */
  readonly texts: readonly string[];
  /** Whose log they are. */
  readonly server: string;
}

/** Puts lines of a tracking log into the store. */
export async function appendLines(
  store: Pick<TrackingStore, 'append'>,
  { texts, server }: LoggedLines,
): Promise<AppendedLines> {
  const damaged: DamagedLine[] = [];
  let [added, rowCount, damagedCount] = [0, 0, 0];
  let batch: TrackedRow[] = [];
  const flush = async (): Promise<void> => {
    added += await store.append(batch);
    batch = [];
  };
  for (const read of rowsOfAll({ texts, server })) {
    if ('row' in read) {
      rowCount += 1;
      if (batch.push(read.row) >= batchRows) await flush();
    } else {
      damagedCount += 1;
      if (damaged.length < namedMax) damaged.push(read);
    }
  }
  if (batch.length > 0) await flush();
  return { added, known: rowCount - added, damaged, damagedCount };
}

type ReadLine = { readonly row: TrackedRow } | DamagedLine;

function* rowsOfAll({ texts, server }: LoggedLines): Generator<ReadLine> {
  for (const text of texts) yield* rowsOf(text, server);
}

function* rowsOf(text: string, server: string): Generator<ReadLine> {
  let columns: TrackingColumns | undefined;
  let number = 0;
  for (const raw of text.split('\n')) {
    number += 1;
    const line = raw.replace(/^\uFEFF/, '').replace(/\r$/, '');
    if (line === '') continue;
    if (line.startsWith('#')) {
      columns = TrackingColumns.of(line) ?? columns;
      continue;
    }
    const record = columns?.row(line);
    const row = record && trackedRow(record, server);
    if (row !== undefined) yield { row };
    else yield { line: number, reason: reasonOf(columns) };
  }
}

function reasonOf(columns: TrackingColumns | undefined): string {
  return columns === undefined
    ? 'no #Fields line stands before it'
    : 'it has no time, no event, or an open quote';
}
