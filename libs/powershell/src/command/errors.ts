import { ErrorRecord, ScriptStopped, TerminatingError } from '../errors/error-record.js';
import type { Place } from '../syntax/ast.js';
import { ConversionError } from '../values/convert.js';
import { textOf } from '../values/text.js';
import type { Frame } from './command.js';

/** As many as PowerShell keeps. */
const errorsKept = 256;

/** Who said an error, and where. */
export interface Origin {
  readonly command?: string | undefined;
  readonly place?: Place | undefined;
}

/** Whether a script can meet this error; others are faults of ours. RangeErrors are of what is too long or too deep. */
export function isOfScript(error: unknown): error is Error {
  return error instanceof TerminatingError || error instanceof ConversionError || error instanceof RangeError;
}

export function recordOf(error: Error, origin: Origin = {}): ErrorRecord {
  if (error instanceof ScriptStopped) return error.record;
  const details = error instanceof TerminatingError ? error.details : { type: 'RuntimeException' };
  return new ErrorRecord(error.message, { ...origin, ...details });
}

/** Tells an error that ended a statement. Where it is tried, or by `$ErrorActionPreference`, it ends more than that. */
export function tellError(error: Error, frame: Frame, origin: Origin = {}): void {
  const record = recordOf(error, origin);
  const preference = textOf(frame.scope.get('ErrorActionPreference') ?? null);
  if (frame.isTried || /^stop$/i.test(preference)) throw new ScriptStopped(record);
  report(record, frame);
}

/** Notes an error in `$Error`, and tells it. */
export function report(record: ErrorRecord, frame: Pick<Frame, 'state' | 'streams'>): void {
  keep(record, frame);
  frame.state.failures += 1;
  frame.streams.error(record);
}

/** Notes an error in `$Error`. */
export function keep(record: ErrorRecord, { state }: Pick<Frame, 'state'>): void {
  if (state.errors.includes(record)) return;
  state.errors.unshift(record);
  state.errors.splice(errorsKept);
}
