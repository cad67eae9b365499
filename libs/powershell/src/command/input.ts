import type { Properties, Value } from '../values/value.js';
import type { Invocation } from './command.js';

/** Objects of the pipeline, or those of a parameter where there is no pipeline. */
export async function* inputOf(invocation: Invocation, parameter = 'InputObject'): AsyncGenerator<Value> {
  if (invocation.input !== undefined) {
    yield* invocation.input;
    return;
  }
  const given = invocation.parameters.get(parameter) ?? null;
  if (Array.isArray(given)) yield* given as readonly Value[];
  else if (given !== null) yield given;
}

/** Runs once for each object that the pipeline brings, or once when there is none. */
export async function* forEachInput(
  invocation: Invocation,
  process: (parameters: Properties) => AsyncIterable<Value>,
): AsyncGenerator<Value> {
  if (invocation.input === undefined) {
    yield* process(invocation.parameters);
    return;
  }
  for await (const item of invocation.input) yield* process(invocation.bindInput(item));
}
