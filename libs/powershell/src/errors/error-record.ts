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
}

/** One entry of `$Error`. */
export class ErrorRecord extends PSObject {
  readonly command: string | undefined;

  constructor(
    readonly message: string,
    details: ErrorDetails = {},
  ) {
    const { type = 'RuntimeException', target = null, command, category = 'NotSpecified' } = details;
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
        ...(details.properties ?? []),
      ]),
      { typeNames: ['System.Management.Automation.ErrorRecord', 'System.Object'], text: message },
    );
    this.command = command;
  }
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

/** An error that was to stop the script (`-ErrorAction Stop`). */
export class ScriptStopped extends Error {
  override readonly name = 'ScriptStopped';
}
