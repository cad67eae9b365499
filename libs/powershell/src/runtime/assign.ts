import { setVariable } from '../command/variables.js';
import type { Frame } from '../command/command.js';
import { add, divide, multiply, remainder, subtract } from '../operators/arithmetic.js';
import type { Expression } from '../syntax/ast.js';
import { ConversionError, toNumber } from '../values/convert.js';
import { textOf } from '../values/text.js';
import { Hashtable, isList, PSObject, type Value } from '../values/value.js';

const calculations: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  '+=': add,
  '-=': subtract,
  '*=': multiply,
  '/=': divide,
  '%=': remainder,
};

/** `target operator value`, of a variable, a property or an item. */
export async function assign(
  target: Expression,
  { operator, value }: { readonly operator: string; readonly value: Value },
  frame: Frame,
): Promise<void> {
  const calculate = calculations[operator];
  const result =
    calculate === undefined ? value : calculate(await frame.runtime.evaluate(target, frame), value);
  if (target.kind === 'variable') {
    setVariable(target.name, result, frame);
    return;
  }
  if (target.kind !== 'member' && target.kind !== 'index') {
    throw new ConversionError('The target cannot be assigned to.');
  }
  const owner = await frame.runtime.evaluate(target.target, frame);
  const key = await frame.runtime.evaluate(target.kind === 'member' ? target.name : target.index, frame);
  setItem(owner, key, result);
}

function setItem(owner: Value, key: Value, value: Value): void {
  if (owner instanceof Hashtable) {
    owner.entries.set(textOf(key), value);
    return;
  }
  if (owner instanceof PSObject && owner.properties.has(textOf(key))) {
    owner.properties.set(textOf(key), value);
    return;
  }
  if (isList(owner)) {
    const position = toNumber(key);
    if (position >= 0 && position < owner.length) {
      // A list is read-only to everything but this: PowerShell's arrays take new items in place.
      (owner as Value[])[position] = value;
      return;
    }
    throw new ConversionError('Index was outside the bounds of the array.');
  }
  throw new ConversionError(
    `The property '${textOf(key)}' cannot be found on this object. Verify that the property exists and can be set.`,
  );
}
