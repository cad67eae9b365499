import { createReadStream } from 'node:fs';

import type { TrackingRow } from './tracking-fields.js';
import { TrackingColumns } from './read-tracking-line.js';

/** A row with the place in its file at which the next one begins. */
export interface RowInFile {
  readonly row: TrackingRow;
  /** Octets from the beginning of the file. */
  readonly end: number;
}

export interface ReadOptions {
  /** Octets from the beginning of the file. */
  readonly from?: number;
  /** Hears of lines that are no rows. */
  readonly onDamaged?: (line: string) => void;
}

const newline = 0x0a;

/**
 * The rows of a tracking file from an offset on, which is 0 or the `end` of a row. A last line without its line break is not
 * read: somebody writes it at this moment, or was killed while writing it.
 */
export async function* readTrackingFile(
  path: string,
  { from = 0, onDamaged = () => undefined }: ReadOptions = {},
): AsyncGenerator<RowInFile> {
  let columns = from === 0 ? undefined : await columnsOf(path);
  for await (const { line, end } of wholeLines(path, from)) {
    if (line.startsWith('#')) {
      columns = TrackingColumns.of(line) ?? columns;
      continue;
    }
    const row = columns?.row(line);
    if (row === undefined) onDamaged(line);
    else yield { row, end };
  }
}

async function columnsOf(path: string): Promise<TrackingColumns | undefined> {
  for await (const { line } of wholeLines(path, 0)) {
    if (!line.startsWith('#')) return undefined;
    const columns = TrackingColumns.of(line);
    if (columns !== undefined) return columns;
  }
  return undefined;
}

async function* wholeLines(path: string, from: number): AsyncGenerator<{ line: string; end: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let end = from;
  for await (const chunk of createReadStream(path, { start: from })) {
    const octets = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let begin = 0;
    for (let at = octets.indexOf(newline); at >= 0; at = octets.indexOf(newline, begin)) {
      const line = octets.toString('utf8', begin, at).replace(/^\uFEFF|\r$/g, '');
      end += at + 1 - begin;
      begin = at + 1;
      if (line !== '') yield { line, end };
    }
    rest = octets.subarray(begin);
  }
}
