import { wildcard } from '../operators/wildcard.js';
import type { Expression, ScriptBody, Statement } from '../syntax/ast.js';
import type { ArrayList, Properties, ScriptBlock, Value } from '../values/value.js';
import type { ErrorRecord } from '../errors/error-record.js';
import type { Host, NoteKind } from './host.js';
import { untilReturn } from './leaving.js';
import type { Scope } from './scope.js';

export type ParameterType =
  | 'string'
  | 'boolean'
  | 'switch'
  | 'integer'
  /** Text as typed, and values of cmdlets as they are: somebody else judges. */
  | 'asTyped'
  | 'enum'
  | 'credential'
  | 'scriptblock'
  | 'object';

export interface ParameterDefinition {
  readonly name: string;
  readonly type: ParameterType;
  readonly description?: string;
  readonly aliases?: readonly string[];
  readonly mandatory?: boolean;
  /** From 1. */
  readonly position?: number;
  /** Binds what comes through the pipeline: the object itself (or its Identity), or its property of this name. */
  readonly pipeline?: 'value' | 'property';
  /** Takes an object of one of these types, before any other parameter takes it. */
  readonly pipelineTypes?: readonly string[];
  readonly multiple?: boolean;
  /** Takes the values that no other parameter took. */
  readonly remaining?: boolean;
  /** Of an enumeration. */
  readonly values?: readonly string[];
  /** The noun whose objects complete it. */
  readonly objects?: string;
  readonly default?: string;
}

/** A command: what it takes and what it does. */
export interface CommandDefinition {
  readonly name: string;
  readonly synopsis: string;
  readonly aliases?: readonly string[];
  readonly parameters: readonly ParameterDefinition[];
  /** Names of parameters that exclude those of the other sets. */
  readonly parameterSets?: readonly (readonly string[])[];
  /** Names that people know and that are no parameters, and why not. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Asks before it acts, unless `-Confirm:$false`. */
  readonly confirms?: boolean;
  /** Takes -WhatIf and -Confirm. */
  readonly changes?: boolean;
  readonly examples?: readonly { readonly command: string; readonly description: string }[];
  /** A module's: shown apart from the everyday ones. */
  readonly source?: string;
  run(invocation: Invocation): AsyncIterable<Value>;
}

/** One use of a command in a pipeline. */
export interface Invocation {
  readonly definition: CommandDefinition;
  readonly parameters: Properties;
  /** What the pipeline brings; undefined when the command is its first element. */
  readonly input: AsyncIterable<Value> | undefined;
  readonly frame: Frame;
  /** Parameters with what is taken of one object of the pipeline. */
  bindInput(item: Value): Properties;
  /** Non-terminating: the command goes on with its next object. */
  writeError(error: Error): Promise<void>;
}

/** Where errors and notes of a command go. */
export interface Streams {
  error(record: ErrorRecord): void;
  note(kind: NoteKind, text: string): Promise<void>;
  /** What Write-Host says. */
  say: Host['say'];
}

/** What lives as long as the shell. */
export interface ShellState {
  /** Variables of the session. */
  readonly global: Scope;
  /** `$Error`, the newest first. */
  readonly errors: ArrayList;
  readonly commands: CommandTable;
  readonly host: Host;
  /** Of what runs: Ctrl-C. */
  signal: AbortSignal;
  /** `$?` */
  succeeded: boolean;
  /** How much was done, by which the shell knows when to let others have their turn. */
  steps: number;
  /** How many errors were told. */
  failures: number;
}

/** Evaluates and runs; the functions of this folder that need each other know only this. */
export interface Runtime {
  evaluate(expression: Expression, frame: Frame): Promise<Value>;
  run(statements: readonly Statement[], frame: Frame): AsyncGenerator<Value>;
  /** The value of a statement as a condition or an assignment takes it. */
  valueOf(statement: Statement, frame: Frame): Promise<Value>;
  /** A function, script block or script as a command. */
  command(name: string, body: ScriptBody, frame: Frame): Promise<CommandDefinition>;
}

/** Where something is evaluated. */
export interface Frame {
  readonly state: ShellState;
  readonly runtime: Runtime;
  readonly streams: Streams;
  /** `$_` */
  readonly item: Value;
  readonly scope: Scope;
  /** Somebody takes errors: a `try` is around it. */
  readonly isTried: boolean;
  /** How many functions are around it. */
  readonly depth: number;
}

const stepsAtOnce = 500;

/** Once for each statement and object: it is heard whether the script is to end. */
export async function step({ state }: Frame): Promise<void> {
  state.steps += 1;
  if (state.steps % stepsAtOnce === 0) await state.host.turn();
  state.signal.throwIfAborted();
}

/** What a script block writes, with `$_` set. */
export function runBlock(block: ScriptBlock, frame: Frame, item: Value): AsyncGenerator<Value> {
  return untilReturn(frame.runtime.run(block.body.statements, { ...frame, item }));
}

/** Commands by name and alias. */
export class CommandTable {
  private readonly byName = new Map<string, CommandDefinition>();
  private readonly byAlias = new Map<string, CommandDefinition>();

  constructor(definitions: readonly CommandDefinition[]) {
    for (const definition of definitions) this.add(definition);
  }

  /** Replaces a command of the same name. */
  add(definition: CommandDefinition): void {
    this.byName.set(definition.name.toLowerCase(), definition);
    for (const alias of definition.aliases ?? []) this.byAlias.set(alias.toLowerCase(), definition);
  }

  find(name: string): CommandDefinition | undefined {
    const key = name.toLowerCase();
    return this.byAlias.get(key) ?? this.byName.get(key);
  }

  /** In the order of their names. */
  matching(pattern = '*'): CommandDefinition[] {
    const fits = wildcard(pattern);
    return [...this.byName.values()]
      .filter(({ name }) => fits(name))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  }
}
