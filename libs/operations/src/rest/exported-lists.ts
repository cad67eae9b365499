import { getNotification } from '../attention/get-notification.js';
import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import { getServices } from '../health/get-services.js';
import type { Operation } from '../operation.js';
import { searchProtocolLog } from '../protocol-log/search-protocol-log.js';
import { getQueues } from '../queues/get-queues.js';
import { getSearchRows } from '../searches/get-search-rows.js';
import { getMessageTrackingLog } from '../tracking/get-message-tracking-log.js';
import { searchMessageTrackingReport } from '../tracking/search-message-tracking-report.js';
import { csvLine } from './csv-text.js';
import { resources } from './resources.js';

type Said = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, unknown>>;

/** A list that can be taken away as a file: what a filter finds, and not what a screen shows. */
export interface ExportedList {
  readonly operation: Operation;
  /** All of an output that are rows. */
  readonly rowsOf: (output: unknown) => readonly Row[];
  /** What is asked next, after that output of so many rows in all; undefined: that was all. */
  readonly next: (said: Said, output: unknown, count: number) => Said | undefined;
  readonly first: Said;
}

const rows = (output: unknown): readonly Row[] => (output as { readonly rows: readonly Row[] }).rows;
const all = (output: unknown): readonly Row[] => output as readonly Row[];
const once = (): undefined => undefined;
/** As many as each of the operations gives at once. */
const pageSize = 1_000;

const byOffset = (operation: Operation, size: 'limit' | 'resultSize'): ExportedList => ({
  operation,
  rowsOf: rows,
  first: { [size]: pageSize, offset: 0 },
  next: (said, output, count) => (rows(output).length < pageSize ? undefined : { ...said, offset: count }),
});

/** What came in meanwhile moves no row. */
const tracked = (operation: Operation): ExportedList => {
  const list = byOffset(operation, 'resultSize');
  return {
    ...list,
    next: (said, output, count) => {
      const next = list.next(said, output, count);
      const { resultSet } = output as { readonly resultSet: string };
      return next && { ...next, resultSet };
    },
  };
};

/** By the name that they have in the path. */
export const exportedLists: Readonly<Record<string, ExportedList>> = {
  ...Object.fromEntries(
    resources.flatMap(({ name, isSingle, operations: { Get } }) =>
      isSingle || Get === undefined ? [] : [[name, byOffset(Get, 'limit')] as const],
    ),
  ),
  queues: {
    operation: getQueues,
    rowsOf: rows,
    first: { limit: pageSize },
    next: (said, output) => {
      const { cursor } = output as { readonly cursor?: string };
      return cursor === undefined ? undefined : { ...said, cursor };
    },
  },
  'found-messages': byOffset(getSearchRows, 'limit'),
  'tracking-events': tracked(getMessageTrackingLog),
  'tracked-messages': tracked(searchMessageTrackingReport),
  services: { operation: getServices, rowsOf: all, first: {}, next: once },
  notifications: { operation: getNotification, rowsOf: rows, first: { limit: 1_000 }, next: once },
  'audit-log': { operation: searchAdminAuditLog, rowsOf: all, first: { resultSize: 10_000 }, next: once },
  'protocol-log': {
    operation: searchProtocolLog,
    rowsOf: (output) => (output as { readonly lines: readonly Row[] }).lines,
    first: {},
    next: once,
  },
};

/** All rows that the list has for what was asked, in parts. */
export async function* exportedRows(
  { rowsOf, first, next }: ExportedList,
  asked: Said,
  run: (said: Said) => Promise<unknown>,
): AsyncGenerator<readonly Row[]> {
  let count = 0;
  for (let said: Said | undefined = { ...asked, ...first }; said !== undefined;) {
    // Each part begins where the one before has ended.
    // eslint-disable-next-line no-await-in-loop
    const output = await run(said);
    const part = rowsOf(output);
    count += part.length;
    yield part;
    said = next(said, output, count);
  }
}

/** CSV with a line of names; a later row has no other columns than those of the first part. */
export async function* csvOf(parts: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  let names: readonly string[] | undefined;
  for await (const part of parts) {
    const known: readonly string[] = names ?? [...new Set(part.flatMap((row) => Object.keys(row)))];
    const head = names === undefined ? csvLine(known) : '';
    names = known;
    yield head + part.map((row) => csvLine(known.map((name) => row[name]))).join('');
  }
}

/** A JSON array, a row a line. */
export async function* jsonOf(parts: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const part of parts) {
    for (const row of part) {
      yield separator + JSON.stringify(row);
      separator = ',\n';
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
