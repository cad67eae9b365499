import { setImmediate as nextTurn } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';

import type { Response } from 'express';

/** Rows that are written at once: a millisecond or two. */
const partMax = 100;

/** Answers; with very many rows in parts, between which other requests have their turn and the client takes what there is. */
export async function sendJson(response: Response, body: unknown): Promise<void> {
  if (!hasLongList(body)) {
    response.json(body);
    return;
  }
  response.type('application/json');
  try {
    await pipeline(partsOf(body), response);
  } catch (error) {
    // Whoever asked has gone.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function hasLongList(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && Object.values(body).some(isLong);
}

function isLong(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > partMax;
}

async function* partsOf(body: Readonly<Record<string, unknown>>): AsyncGenerator<string> {
  let before = '{';
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined) continue;
    const key = `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (!isLong(value)) yield `${key}${JSON.stringify(value)}`;
    else {
      yield `${key}[`;
      yield* rowsIn(value);
      yield ']';
    }
  }
  yield '}';
}

async function* rowsIn(list: readonly unknown[]): AsyncGenerator<string> {
  for (let at = 0; at < list.length; at += partMax) {
    const rows = JSON.stringify(list.slice(at, at + partMax)).slice(1, -1);
    yield at === 0 ? rows : `,${rows}`;
    await nextTurn();
  }
}
