import { parse } from '../syntax/parse.js';
import { Properties, type Value } from '../values/value.js';
import {
  type CommandDefinition,
  CommandTable,
  type Frame,
  type Runtime,
  type ShellState,
  type Streams,
} from '../command/command.js';
import { ScriptStopped } from '../errors/error-record.js';
import { evaluate } from './evaluate.js';
import type { Host } from '../command/host.js';
import { run, valueOf } from './statements.js';

const runtime: Runtime = { evaluate, run, valueOf };

/** A shell: commands, variables, and scripts that run with them. */
export class Shell {
  readonly state: ShellState;
  private readonly streams: Streams;

  constructor(host: Host, commands: readonly CommandDefinition[]) {
    this.state = {
      variables: new Properties([
        ['ErrorActionPreference', 'Continue'],
        ['WarningPreference', 'Continue'],
        ['VerbosePreference', 'SilentlyContinue'],
        ['ConfirmPreference', 'High'],
        ['WhatIfPreference', false],
        ['OFS', ' '],
      ]),
      errors: [],
      commands: new CommandTable(commands),
      host,
      signal: new AbortController().signal,
      succeeded: true,
      steps: 0,
      failures: 0,
    };
    this.streams = {
      error: (record) => host.error(record),
      note: (kind, text) => host.note(kind, text),
    };
  }

  /**
   * What a script writes. A script that cannot be read throws ParseError before anything runs; errors of its statements
   * are told to the host and counted in `state.failures`.
   */
  async *run(script: string, signal: AbortSignal = new AbortController().signal): AsyncGenerator<Value> {
    const { statements } = parse(script);
    this.state.signal = signal;
    try {
      yield* run(statements, this.frame());
    } catch (error) {
      // The error was told when it stopped the script.
      if (!(error instanceof ScriptStopped)) throw error;
    }
  }

  private frame(): Frame {
    return { state: this.state, runtime, streams: this.streams, item: null };
  }
}
