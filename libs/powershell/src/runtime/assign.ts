import { setVariable } from '../command/variables.js';
import type { Frame } from '../command/command.js';
import { add, divide, multiply, remainder, subtract } from '../operators/arithmetic.js';
import type { Expression, Index, Member } from '../syntax/ast.js';
import { cast, ConversionError, toNumber } from '../values/convert.js';
import { textOf } from '../values/text.js';
import {
  collected,
  Hashtable,
  isList,
  itemsOf,
  PSObject,
  type Value,
  type ValueList,
} from '../values/value.js';

const calculations: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  '+=': add,
  '-=': subtract,
  '*=': multiply,
  '/=': divide,
  '%=': remainder,
};

/** `target operator value`, of a variable, a property, an item, or several of them. */
export async function assign(
  target: Expression,
  { operator, value }: { readonly operator: string; readonly value: Value },
  frame: Frame,
): Promise<void> {
  const calculate = calculations[operator];
  const result =
    calculate === undefined ? value : calculate(await frame.runtime.evaluate(target, frame), value);
  if (target.kind === 'variable') {
    setVariable(target.name, result, target.isGlobal ? frame.scope.global : frame.scope);
  } else if (target.kind === 'cast') {
    await assign(target.operand, { operator: '=', value: cast(result, target.type) }, frame);
  } else if (target.kind === 'array') {
    await assignEach(target.items, itemsOf(result), frame);
  } else if (target.kind === 'member' || target.kind === 'index') {
    await assignItem(target, result, frame);
  } else {
    throw new ConversionError('The target cannot be assigned to.');
  }
}

/** `$first, $others = …`: the last one gets what is left. */
async function assignEach(targets: readonly Expression[], values: ValueList, frame: Frame): Promise<void> {
  for (const [i, target] of targets.entries()) {
    const isLast = i === targets.length - 1;
    const value = isLast ? collected(values.slice(i)) : (values[i] ?? null);
    await assign(target, { operator: '=', value }, frame);
  }
}

async function assignItem(target: Member | Index, value: Value, frame: Frame): Promise<void> {
  const owner = await frame.runtime.evaluate(target.target, frame);
  const key = await frame.runtime.evaluate(target.kind === 'member' ? target.name : target.index, frame);
  setItem(owner, key, value);
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
    const given = toNumber(key);
    const position = given < 0 ? owner.length + given : given;
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
