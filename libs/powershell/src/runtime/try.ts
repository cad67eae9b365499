import type { Frame } from '../command/command.js';
import { keep } from '../command/errors.js';
import { type ErrorRecord, ScriptStopped } from '../errors/error-record.js';
import type { Statement, Try } from '../syntax/ast.js';
import { memberOf } from '../values/members.js';
import { PSObject, type Value } from '../values/value.js';

export async function* runTry({ body, catches, last }: Try, frame: Frame): AsyncGenerator<Value> {
  try {
    yield* frame.runtime.run(body, { ...frame, isTried: true });
  } catch (error) {
    if (!(error instanceof ScriptStopped)) throw error;
    const { record } = error;
    const taking = catches.find(
      ({ types }) => types.length === 0 || types.some((type) => isOf(record, type)),
    );
    if (taking === undefined) throw error;
    keep(record, frame);
    yield* frame.runtime.run(taking.body, { ...frame, item: record });
  } finally {
    if (last !== undefined) yield* runLast(last, frame);
  }
}

/** By the last part of the type's name; `Exception` is every error. */
function isOf(record: ErrorRecord, type: string): boolean {
  const short = (name: string) => name.split('.').at(-1)?.toLowerCase();
  const exception = memberOf(record, 'Exception');
  const names = exception instanceof PSObject ? exception.typeNames : [];
  return [...names, 'RuntimeException'].some((name) => short(name) === short(type));
}

/** So long `finally` may take after Ctrl-C. */
const lastMsMax = 10_000;

/** It runs after Ctrl-C, too: what a script suspended is resumed. */
async function* runLast(last: readonly Statement[], frame: Frame): AsyncGenerator<Value> {
  const { state } = frame;
  const { signal } = state;
  if (signal.aborted) state.signal = AbortSignal.timeout(lastMsMax);
  try {
    yield* frame.runtime.run(last, frame);
  } finally {
    state.signal = signal;
  }
}
