import type { Command, Expression, ExpressionElement, Pipeline } from '../syntax/ast.js';
import { ConversionError } from '../values/convert.js';
import { textOf } from '../values/text.js';
import { itemsOf, Properties, ScriptBlock, type Value } from '../values/value.js';
import { evaluateArguments } from '../binding/arguments.js';
import { bind, bindInput, demandMandatory } from '../binding/bind.js';
import { type Frame, type Invocation, runBlock, type Streams, step } from '../command/command.js';
import { errorActionOf, warningActionOf } from '../command/common-parameters.js';
import { ScriptStopped, StatementEnded, TerminatingError, type ErrorRecord } from '../errors/error-record.js';
import { recordOf, tellError, tellNonTerminating } from '../command/errors.js';
import { redirect } from './redirect.js';
import { setVariable } from '../command/variables.js';

type Stream = AsyncIterable<Value>;

/** Each element takes the objects of the one before as it needs them: what has enough ends those before it. */
export async function* runPipeline({ elements }: Pipeline, frame: Frame): AsyncGenerator<Value> {
  let stream: Stream | undefined;
  for (const element of elements) {
    stream =
      element.kind === 'expression' ? runExpression(element, frame) : runCommand(element, stream, frame);
  }
  if (stream === undefined) return;
  for await (const value of stream) {
    frame.state.signal.throwIfAborted();
    yield value;
  }
}

async function* runExpression(
  { expression, redirections }: ExpressionElement,
  frame: Frame,
): AsyncGenerator<Value> {
  const { output, streams } = await redirect(redirections, frame);
  const inner = { ...frame, streams };
  yield* output(items(inner.runtime.evaluate(expression, inner), inner));
}

async function* items(value: Promise<Value>, frame: Frame): AsyncGenerator<Value> {
  for (const item of itemsOf(await value)) {
    await step(frame);
    yield item;
  }
}

async function* runCommand(command: Command, input: Stream | undefined, frame: Frame): AsyncGenerator<Value> {
  const { streams, merged, output } = await redirect(command.redirections, frame);
  const inner: Frame = { ...frame, streams };
  yield* output(withMerged(guarded(command, input, inner), merged));
}

async function* withMerged(values: Stream, merged: () => Value[]): AsyncGenerator<Value> {
  for await (const value of values) {
    yield* merged();
    yield value;
  }
  yield* merged();
}

/** An error that ends the command is told where its errors go, and ends the statement. */
async function* guarded(command: Command, input: Stream | undefined, frame: Frame): AsyncGenerator<Value> {
  const name = await nameOf(command.name, frame);
  try {
    yield* invoked({ name, command }, input, frame);
  } catch (error) {
    if (!(error instanceof TerminatingError || error instanceof ConversionError)) throw error;
    tellError(
      error,
      frame,
      typeof name === 'string' ? (frame.state.commands.find(name)?.name ?? name) : undefined,
    );
    throw new StatementEnded(error.message);
  }
}

async function nameOf(name: Expression, frame: Frame): Promise<string | ScriptBlock> {
  const value = await frame.runtime.evaluate(name, frame);
  return value instanceof ScriptBlock ? value : textOf(value);
}

async function* invoked(
  { name, command }: { readonly name: string | ScriptBlock; readonly command: Command },
  input: Stream | undefined,
  frame: Frame,
): AsyncGenerator<Value> {
  // `& { … }`
  if (name instanceof ScriptBlock) {
    yield* runBlock(name, frame, frame.item);
    return;
  }
  const definition = frame.state.commands.find(name);
  if (definition === undefined) throw unknownCommand(name);
  const parameters = bind(definition, await evaluateArguments(command.arguments, frame));
  if (input === undefined) demandMandatory(definition, parameters);
  const invocation = invocationOf({ definition, parameters, input, frame });
  for await (const value of definition.run(invocation)) {
    noteOutput(value, parameters, frame);
    yield value;
  }
}

function unknownCommand(name: string): TerminatingError {
  return new TerminatingError(
    `The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
    { type: 'CommandNotFoundException', category: 'ObjectNotFound', target: name },
  );
}

type Opened = Pick<Invocation, 'definition' | 'parameters' | 'input' | 'frame'>;

function invocationOf({ definition, parameters, input, frame }: Opened): Invocation {
  clearVariables(parameters, frame);
  const inner: Frame = { ...frame, streams: streamsOf(parameters, frame) };
  return {
    definition,
    parameters,
    input,
    frame: inner,
    bindInput: (item) => bindInput(definition, parameters, item),
    writeError: (error) => {
      // What ends more than this object is not for -ErrorAction.
      if (error instanceof ScriptStopped || error instanceof StatementEnded) throw error;
      const record = recordOf(error, definition.name);
      append(parameters, { name: 'ErrorVariable', value: record }, frame);
      tellNonTerminating(record, inner, errorActionOf(parameters, frame.state));
    },
  };
}

/** Warnings by -WarningAction and -WarningVariable. */
function streamsOf(parameters: Properties, frame: Frame): Streams {
  const action = warningActionOf(parameters, frame.state);
  return {
    error: (record: ErrorRecord) => frame.streams.error(record),
    note: (kind, text) => {
      if (kind === 'warning') {
        append(parameters, { name: 'WarningVariable', value: text }, frame);
        if (action === 'silentlycontinue' || action === 'ignore') return;
      }
      frame.streams.note(kind, text);
      if (kind === 'warning' && action === 'stop') throw new ScriptStopped(text);
    },
  };
}

function noteOutput(value: Value, parameters: Properties, frame: Frame): void {
  append(parameters, { name: 'OutVariable', value }, frame);
  const current = parameters.get('PipelineVariable');
  if (current !== undefined) setVariable(textOf(current), value, frame);
}

const collecting = ['ErrorVariable', 'WarningVariable', 'OutVariable'] as const;

/** They begin empty, unless their name has a `+`. */
function clearVariables(parameters: Properties, frame: Frame): void {
  for (const name of collecting) {
    const variable = textOf(parameters.get(name) ?? null);
    if (variable !== '' && !variable.startsWith('+')) setVariable(variable, [], frame);
  }
}

function append(
  parameters: Properties,
  { name, value }: { readonly name: (typeof collecting)[number]; readonly value: Value },
  frame: Frame,
): void {
  const variable = textOf(parameters.get(name) ?? null).replace(/^\+/, '');
  if (variable === '') return;
  const before = itemsOf(frame.state.variables.get(variable) ?? null);
  setVariable(variable, [...before, value], frame);
}
