import type { Argument, Expression } from '../syntax/ast.js';
import { Hashtable, itemsOf, PSObject, type Value } from '../values/value.js';
import type { BoundArgument } from './bind.js';
import type { Given } from './convert-parameter.js';
import type { Frame } from '../command/command.js';
import { variableValue } from '../command/variables.js';

/** The words of a command with their values; what is splatted becomes what it stands for. */
export async function evaluateArguments(words: readonly Argument[], frame: Frame): Promise<BoundArgument[]> {
  const result: BoundArgument[] = [];
  let areValues = false;
  for (const word of words) {
    if (word.kind === 'endOfParameters') areValues = true;
    else result.push(...(await evaluated(word, areValues, frame)));
  }
  return result;
}

async function evaluated(
  word: Exclude<Argument, { kind: 'endOfParameters' }>,
  areValues: boolean,
  frame: Frame,
): Promise<BoundArgument[]> {
  switch (word.kind) {
    case 'value':
      return [{ kind: 'value', ...(await given(word.value, frame)) }];
    case 'splat':
      return splatted(variableValue(word.variable, frame));
    case 'parameter':
      if (areValues) return [{ kind: 'value', value: `-${word.name}`, text: `-${word.name}` }];
      return [{ kind: 'parameter', name: word.name, given: word.value && (await given(word.value, frame)) }];
  }
}

async function given(expression: Expression, frame: Frame): Promise<Given> {
  const text = expression.kind === 'constant' ? expression.text : undefined;
  return { value: await frame.runtime.evaluate(expression, frame), text };
}

/** A hashtable gives parameters by name, a list values by position. */
function splatted(value: Value): BoundArgument[] {
  if (value instanceof Hashtable || value instanceof PSObject) {
    const entries = value instanceof Hashtable ? value.entries : value.properties;
    return entries.entries().map(([name, one]) => ({ kind: 'parameter', name, given: { value: one } }));
  }
  return itemsOf(value).map((one) => ({ kind: 'value', value: one }));
}
