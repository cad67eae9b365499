import {
  CommandTable,
  type CommandDefinition,
  type Frame,
  type Runtime,
  type ShellState,
} from '../command/command.js';
import { report } from '../command/errors.js';
import type { Host } from '../command/host.js';
import { Leaving } from '../command/leaving.js';
import { Scope } from '../command/scope.js';
import { ScriptStopped } from '../errors/error-record.js';
import type { ScriptBody } from '../syntax/ast.js';
import { parse } from '../syntax/parse.js';
import { ArrayList, type Value } from '../values/value.js';
import { evaluate } from './evaluate.js';
import { functionCommand } from './functions/function-command.js';
import { run, valueOf } from './statements.js';

const runtime: Runtime = { evaluate, run, valueOf, command: functionCommand };

const preferences: readonly (readonly [string, Value])[] = [
  ['ErrorActionPreference', 'Continue'],
  ['WarningPreference', 'Continue'],
  ['InformationPreference', 'SilentlyContinue'],
  ['VerbosePreference', 'SilentlyContinue'],
  ['ConfirmPreference', 'High'],
  ['WhatIfPreference', false],
  ['OFS', ' '],
];

/** A shell: commands, variables, and scripts that run with them. */
export class Shell {
  readonly state: ShellState;
  private readonly frame: Frame;

  constructor(host: Host, commands: readonly CommandDefinition[]) {
    const global = new Scope();
    for (const [name, value] of preferences) global.set(name, value);
    this.state = {
      global,
      errors: new ArrayList(),
      commands: new CommandTable(commands),
      host,
      signal: new AbortController().signal,
      succeeded: true,
      steps: 0,
      failures: 0,
    };
    const streams: Frame['streams'] = {
      error: (record) => host.error(record),
      note: async (kind, text) => (kind === 'information' ? host.say(text) : host.note(kind, text)),
      say: (text, style) => host.say(text, style),
    };
    this.frame = { state: this.state, runtime, streams, item: null, scope: global, isTried: false, depth: 0 };
  }

  /**
   * What a script writes. A script that cannot be read throws ParseError before anything runs; errors of its statements
   * are told to the host and counted in `state.failures`.
   */
  async *run(script: string, signal: AbortSignal = new AbortController().signal): AsyncGenerator<Value> {
    const body = parse(script);
    this.state.signal = signal;
    try {
      yield* this.running(body);
    } catch (error) {
      // `break` outside a loop ends the script, too.
      if (error instanceof Leaving) return;
      if (!(error instanceof ScriptStopped)) throw error;
      report(error.record, this.frame);
    }
  }

  /** With `param( … )` it is a command without parameters; without, its variables are the session's. */
  private async *running(body: ScriptBody): AsyncGenerator<Value> {
    if (body.parameters === undefined && body.blocks === undefined) {
      yield* run(body.statements, this.frame);
      return;
    }
    const element = {
      kind: 'command' as const,
      name: { kind: 'scriptBlock' as const, body },
      arguments: [],
      redirections: [],
      place: { text: body.text, offset: 0 },
    };
    yield* run([{ kind: 'pipeline', elements: [element], place: element.place }], this.frame);
  }
}
