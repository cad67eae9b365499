import type { Place } from '../syntax/ast.js';
import { excerpt, lineAndColumn } from '../syntax/excerpt.js';
import { Properties, PSObject, type Value } from '../values/value.js';

/** What is known of an error besides its sentence. */
export interface ErrorDetails {
  /** `ParameterBindingException`, `CommandNotFoundException`, … */
  readonly type?: string;
  readonly target?: Value;
  /** The command that said it. */
  readonly command?: string | undefined;
  readonly category?: string;
  /** More that the source of the error knows: parameter, rule, cure. */
  readonly properties?: readonly (readonly [string, Value])[];
  /** Where in the script it happened. */
  readonly place?: Place | undefined;
}

/** One entry of `$Error`. */
export class ErrorRecord extends PSObject {
  readonly command: string | undefined;
  readonly place: Place | undefined;

  constructor(
    readonly message: string,
    details: ErrorDetails = {},
  ) {
    const { type = 'RuntimeException', target = null, command, category = 'NotSpecified', place } = details;
    const exception = new PSObject(new Properties([['Message', message]]), {
      typeNames: [type, 'System.Exception'],
      text: message,
    });
    super(
      new Properties([
        ['Exception', exception],
        ['TargetObject', target],
        ['CategoryInfo', `${category}: (${type})`],
        ['FullyQualifiedErrorId', command === undefined ? type : `${type},${command}`],
        ['InvocationInfo', invocationInfo(place, command)],
        ...(details.properties ?? []),
      ]),
      { typeNames: ['System.Management.Automation.ErrorRecord', 'System.Object'], text: message },
    );
    this.command = command;
    this.place = place;
  }

  /** The place as PowerShell shows it; undefined for what happened at none. */
  get position(): string | undefined {
    return this.place && positionMessage(this.place, this.command);
  }
}

function positionMessage(place: Place, command = ''): string {
  const isNamed =
    place.text.slice(place.offset, place.offset + command.length).toLowerCase() === command.toLowerCase();
  return excerpt(place, isNamed ? command.length : 1);
}

function invocationInfo(place: Place | undefined, command: string | undefined): Value {
  if (place === undefined) return null;
  const { line, column } = lineAndColumn(place);
  return new PSObject(
    new Properties([
      ['MyCommand', command ?? null],
      ['ScriptLineNumber', line],
      ['OffsetInLine', column],
      ['Line', place.text.split('\n')[line - 1] ?? ''],
      ['PositionMessage', positionMessage(place, command)],
    ]),
  );
}

/** Ends the statement in which it happens. */
export class TerminatingError extends Error {
  override readonly name = 'TerminatingError';

  constructor(
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
  }
}

/** The statement has ended with an error that was told already. */
export class StatementEnded extends Error {
  override readonly name = 'StatementEnded';
}

/** Ends the script, unless a `catch` takes it: `throw`, `-ErrorAction Stop`, what fails inside `try`. Not told yet. */
export class ScriptStopped extends Error {
  override readonly name = 'ScriptStopped';

  constructor(readonly record: ErrorRecord) {
    super(record.message);
  }
}
