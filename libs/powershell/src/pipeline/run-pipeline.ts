import { evaluateArguments } from '../binding/arguments.js';
import { bind, demandMandatory } from '../binding/bind.js';
import { type CommandDefinition, type Frame, step } from '../command/command.js';
import { isOfScript, tellError } from '../command/errors.js';
import { StatementEnded, TerminatingError } from '../errors/error-record.js';
import type { Command, Expression, ExpressionElement, Pipeline } from '../syntax/ast.js';
import { parse } from '../syntax/parse.js';
import { textOf } from '../values/text.js';
import { itemsOf, ScriptBlock, type Value } from '../values/value.js';
import { invocationOf, noteOutput } from './invocation.js';
import { redirect } from './redirect.js';

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
  const value = inner.runtime.evaluate(expression, inner);
  // `$i++` as a statement writes nothing.
  yield* output(items(expression.kind === 'increment' ? value.then(() => null) : value, inner));
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
    if (!isOfScript(error)) throw error;
    const said = typeof name === 'string' ? (frame.state.commands.find(name)?.name ?? name) : undefined;
    tellError(error, frame, { command: said, place: command.place });
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
  const definition = await definitionOf(name, frame);
  const parameters = bind(definition, await evaluateArguments(command.arguments, frame));
  if (input === undefined) demandMandatory(definition, parameters);
  const invocation = invocationOf({ definition, parameters, input, frame, place: command.place });
  for await (const value of definition.run(invocation)) {
    noteOutput(value, parameters, frame);
    yield value;
  }
}

/** `& { … }` and `.\script.ps1` are commands, too. */
async function definitionOf(name: string | ScriptBlock, frame: Frame): Promise<CommandDefinition> {
  if (name instanceof ScriptBlock) return await frame.runtime.command('', name.body, frame);
  const known = frame.state.commands.find(name);
  if (known !== undefined) return known;
  if (!/\.ps1$/i.test(name)) throw unknownCommand(name);
  const script = await frame.state.host.readText(name);
  return await frame.runtime.command(name, parse(script), frame);
}

function unknownCommand(name: string): TerminatingError {
  return new TerminatingError(
    `The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
    { type: 'CommandNotFoundException', category: 'ObjectNotFound', target: name },
  );
}
