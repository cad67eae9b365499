import {
  CursorError,
  FilterError,
  opathFilter,
  type Filter,
  type Page,
  type Properties,
} from '@mailyard/queue';
import { z } from 'zod';

import { OperationInputError } from './operation.js';

/** How to ask for a part of a list, by the properties of its rows in Exchange's words. */
export function listInput<Name extends string>(properties: Readonly<Record<Name, unknown>>) {
  const condition = z.object({
    property: z.enum(Object.keys(properties) as Name[]),
    operator: z.enum(['eq', 'ne', 'like', 'gt', 'ge', 'lt', 'le', 'in', 'present', 'absent']),
    values: z
      .array(z.union([z.string(), z.number()]))
      .optional()
      .describe('Any of them will do.'),
    not: z.boolean().optional(),
  });
  return {
    filter: z.array(condition).default([]).describe('All of them hold.'),
    where: z
      .string()
      .max(10_000)
      .optional()
      .describe("The same in Exchange's language: FromAddress -like '*@contoso.com' -and Size -gt 5MB."),
    cursor: z.string().optional().describe('Of the page before; all else must be the same.'),
  };
}

/** A list, or a part of it. */
export function listOutput<Row extends z.ZodType>(row: Row) {
  return z
    .object({
      rows: z.array(row).readonly(),
      cursor: z.string().optional().describe('Where the next page begins; absent at the end.'),
    })
    .readonly();
}

/** Both ways to say which rows are wanted. */
export function wantedRows<Of extends Properties<never>>(
  properties: Of,
  { filter, where }: { readonly filter: readonly unknown[]; readonly where?: string | undefined },
): Filter<Of> {
  const structured = filter as Filter<Of>;
  return where === undefined
    ? structured
    : [...structured, ...unlessWrong(() => opathFilter(properties, where))];
}

/** What cannot be asked for is a mistake of whoever asked. */
export function unlessWrong<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    const wrong = error instanceof FilterError || error instanceof CursorError;
    throw wrong ? new OperationInputError(error.message) : error;
  }
}

interface Wanted {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Then a page may end where looking has taken long enough, whatever it has found. */
  readonly filtered: boolean;
}

/** As many rows as are wanted. What cannot be asked for is a mistake of whoever asked. */
export async function pages<Row>(
  { limit, cursor, filtered }: Wanted,
  read: (part: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Row>>,
): Promise<Page<Row>> {
  const rows: Row[] = [];
  let next = cursor;
  try {
    do {
      const page = await read({
        limit: limit - rows.length,
        ...(next === undefined ? {} : { cursor: next }),
      });
      for (const row of page.rows) rows.push(row);
      next = page.cursor;
    } while (next !== undefined && rows.length < limit && !filtered);
  } catch (error) {
    const wrong = error instanceof FilterError || error instanceof CursorError;
    throw wrong ? new OperationInputError(error.message) : error;
  }
  return { rows, ...(next === undefined ? {} : { cursor: next }) };
}
