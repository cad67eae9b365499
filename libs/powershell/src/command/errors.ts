import { ErrorRecord, ScriptStopped, TerminatingError, type ErrorDetails } from '../errors/error-record.js';
import type { Frame } from './command.js';
import type { ErrorAction } from './common-parameters.js';
import { textOf } from '../values/text.js';

/** As many as PowerShell keeps. */
const errorsKept = 256;

export function recordOf(error: Error, command?: string): ErrorRecord {
  if (error instanceof TerminatingError) return new ErrorRecord(error.message, { command, ...error.details });
  const details: ErrorDetails = { command, type: 'RuntimeException' };
  return new ErrorRecord(error.message, details);
}

/** Notes an error in `$Error` and tells it; with `$ErrorActionPreference = 'Stop'` the script ends. */
export function tellError(error: Error, frame: Frame, command?: string): void {
  report(recordOf(error, command), frame);
  if (/^stop$/i.test(textOf(frame.state.variables.get('ErrorActionPreference') ?? null))) {
    throw new ScriptStopped(error.message);
  }
}

/** An error of a command that goes on, by its -ErrorAction. */
export function tellNonTerminating(record: ErrorRecord, frame: Frame, action: ErrorAction): void {
  switch (action) {
    case 'ignore':
      return;
    case 'silentlycontinue':
      keep(record, frame);
      return;
    case 'continue':
    case 'inquire':
      report(record, frame);
      return;
    case 'stop':
      report(record, frame);
      throw new ScriptStopped(record.message);
  }
}

function report(record: ErrorRecord, frame: Frame): void {
  keep(record, frame);
  frame.state.failures += 1;
  frame.streams.error(record);
}

function keep(record: ErrorRecord, { state }: Frame): void {
  state.errors.unshift(record);
  state.errors.splice(errorsKept);
}
