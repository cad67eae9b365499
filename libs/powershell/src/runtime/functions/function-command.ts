import { BindingError } from '../../binding/binding-error.js';
import type { CommandDefinition, Frame, Invocation } from '../../command/command.js';
import { untilReturn } from '../../command/leaving.js';
import { setVariable } from '../../command/variables.js';
import { Scope } from '../../command/scope.js';
import { TerminatingError } from '../../errors/error-record.js';
import type { ScriptBody, Statement } from '../../syntax/ast.js';
import { cast } from '../../values/convert.js';
import { gathered } from '../../values/gathered.js';
import { textOf } from '../../values/text.js';
import { Hashtable, itemsOf, Properties, type Value } from '../../values/value.js';
import { definitionsOf, formOf, type FunctionForm, type FunctionParameter } from './parameters.js';

/** Deeper calls are a function that calls itself without end. */
const depthMax = 200;

/** A function, script block or script as a command. */
export async function functionCommand(
  name: string,
  body: ScriptBody,
  frame: Frame,
): Promise<CommandDefinition> {
  const form = await formOf(body.parameters, frame);
  return {
    name,
    synopsis: `Function of this session.`,
    source: 'Function',
    parameters: definitionsOf(form),
    changes: form.changes,
    run: (invocation) => untilReturn(new FunctionCall(body, form, invocation).run()),
  };
}

/** One call, with variables of its own. */
class FunctionCall {
  private readonly frame: Frame;

  constructor(
    private readonly body: ScriptBody,
    private readonly form: FunctionForm,
    private readonly invocation: Invocation,
  ) {
    const { frame } = invocation;
    if (frame.depth >= depthMax) {
      throw new TerminatingError('The script failed due to call depth overflow.', {
        type: 'CallDepthOverflow',
      });
    }
    this.frame = { ...frame, scope: new Scope(frame.scope), depth: frame.depth + 1 };
  }

  async *run(): AsyncGenerator<Value> {
    const { parameters, input } = this.invocation;
    await this.declare(parameters);
    const { begin, process, end } = this.body.blocks ?? { end: this.body.statements };
    if (begin !== undefined) yield* this.statements(begin);
    if (process !== undefined) yield* this.each(process);
    else if (input !== undefined) await this.takeAll(input);
    if (end !== undefined) yield* this.statements(end);
  }

  private statements(statements: readonly Statement[], item = this.frame.item): AsyncGenerator<Value> {
    return this.frame.runtime.run(statements, { ...this.frame, item });
  }

  private async *each(process: readonly Statement[]): AsyncGenerator<Value> {
    const { input } = this.invocation;
    if (input === undefined) {
      yield* this.statements(process);
      return;
    }
    for await (const item of input) {
      await this.bindItem(item);
      // `return` in it ends this item.
      yield* untilReturn(this.statements(process, item));
    }
  }

  /** Without `process` a function has the whole as `$input`, and its parameters are those of the last object. */
  private async takeAll(input: AsyncIterable<Value>): Promise<void> {
    const items = await gathered(input);
    for (const item of items) await this.bindItem(item);
    this.set('input', items);
  }

  private async bindItem(item: Value): Promise<void> {
    const bound = this.invocation.bindInput(item);
    for (const parameter of this.form.parameters) {
      const value = bound.get(parameter.definition.name);
      if (parameter.definition.pipeline !== undefined && value !== undefined) this.take(parameter, value);
    }
  }

  private async declare(bound: Properties): Promise<void> {
    this.set('args', itemsOf(bound.get('args') ?? null));
    this.set('PSBoundParameters', new Hashtable(new Properties(bound.entries())));
    this.setPreferences(bound);
    for (const parameter of this.form.parameters) {
      const { definition, declaration } = parameter;
      const value = bound.get(definition.name);
      if (value !== undefined) this.take(parameter, value);
      else if (declaration.default === undefined) this.set(definition.name, emptyOf(parameter));
      else {
        this.set(
          definition.name,
          typed(parameter, await this.frame.runtime.evaluate(declaration.default, this.frame)),
        );
      }
    }
  }

  /** What the common parameters say is for the commands of the function, too. */
  private setPreferences(bound: Properties): void {
    const said: readonly (readonly [string, string])[] = [
      ['ErrorAction', 'ErrorActionPreference'],
      ['WarningAction', 'WarningPreference'],
      ['InformationAction', 'InformationPreference'],
      ['WhatIf', 'WhatIfPreference'],
    ];
    for (const [parameter, preference] of said) {
      const value = bound.get(parameter);
      if (value !== undefined) this.set(preference, value);
    }
    if (bound.get('Verbose') === true) this.set('VerbosePreference', 'Continue');
    const confirm = bound.get('Confirm');
    if (confirm !== undefined) this.set('ConfirmPreference', confirm === true ? 'Low' : 'None');
  }

  private take(parameter: FunctionParameter, given: Value): void {
    const value = typed(parameter, given);
    for (const rule of parameter.rules) {
      const reason = rule(value);
      if (reason === undefined) continue;
      const { name } = parameter.definition;
      throw new BindingError(
        `Cannot validate argument on parameter '${name}'. ${reason}`,
        parameter.definition,
      );
    }
    this.set(parameter.definition.name, value);
  }

  private set(name: string, value: Value): void {
    setVariable(name, value, this.frame.scope);
  }
}

/** Binding knows texts, switches and lists; the other types are casts. */
function typed({ definition, declaration: { type } }: FunctionParameter, value: Value): Value {
  const isBound = definition.type !== 'object' && definition.type !== 'string';
  if (type === undefined || isBound) return value;
  try {
    return cast(value, type);
  } catch (error) {
    const reason = error instanceof Error ? error.message : textOf(value);
    throw new BindingError(
      `Cannot process argument transformation on parameter '${definition.name}'. ${reason}`,
      definition,
    );
  }
}

/** A parameter that nobody gave is the nothing of its type. */
function emptyOf({ definition, declaration: { type } }: FunctionParameter): Value {
  if (definition.type === 'switch' || definition.type === 'boolean') return false;
  if (definition.type === 'string' && definition.multiple !== true) return '';
  return /^(?:int|long|double|int32|int64|decimal)$/i.test(type ?? '') ? 0 : null;
}
