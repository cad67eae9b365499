import { ConversionError, isTrue, shortTypeName, toNumber, cast } from '../values/convert.js';
import { textOf } from '../values/text.js';
import { typeNameOf } from '../values/type-names.js';
import { PSObject, TypeLiteral, type Value } from '../values/value.js';
import { add, divide, multiply, range, remainder, subtract } from './arithmetic.js';
import { compare, comparisonOperators, type ComparisonOptions } from './comparison.js';
import { format, join, replace, split } from './text-operators.js';

type Operator = (left: Value, right: Value) => Value;
type TextOperator = (left: Value, right: Value, caseSensitive: boolean) => Value;

const operators: Readonly<Record<string, Operator>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
  '..': range,
  f: format,
  is: isOfType,
  isnot: (left, right) => !isOfType(left, right),
  as: (left, right) => castOrNull(left, right),
  band: (left, right) => toNumber(left) & toNumber(right),
  bor: (left, right) => toNumber(left) | toNumber(right),
  bxor: (left, right) => toNumber(left) ^ toNumber(right),
  shl: (left, right) => toNumber(left) << toNumber(right),
  shr: (left, right) => toNumber(left) >> toNumber(right),
  xor: (left, right) => isTrue(left) !== isTrue(right),
};

const textOperators: Readonly<Record<string, TextOperator>> = {
  split,
  replace,
  join: (left, right) => join(left, textOf(right)),
};

/** Every operator between two values but `-and` and `-or`, which may not look at their right side. */
export function binary(
  operator: string,
  operands: readonly [Value, Value],
  matched: ComparisonOptions['matched'] = () => undefined,
): Value {
  const plain = operators[operator];
  if (plain !== undefined) return plain(...operands);
  const caseSensitive = operator.startsWith('c') && !isKnown(operator);
  const name = caseSensitive ? operator.slice(1) : operator;
  const text = textOperators[name];
  if (text !== undefined) return text(...operands, caseSensitive);
  return compare(name, operands, { caseSensitive, matched });
}

function isKnown(operator: string): boolean {
  return comparisonOperators.includes(operator) || operator in textOperators;
}

function isOfType(value: Value, type: Value): boolean {
  const wanted = shortTypeName(textOf(type));
  if (value instanceof PSObject && value.typeNames.some((name) => shortTypeName(name) === wanted)) {
    return true;
  }
  const own = shortTypeName(typeNameOf(value));
  return (
    own === wanted || (wanted === 'array' && Array.isArray(value)) || (wanted === 'object' && value !== null)
  );
}

function castOrNull(value: Value, type: Value): Value {
  try {
    return cast(value, type instanceof TypeLiteral ? type.name : textOf(type));
  } catch (error) {
    // `-as` gives $null where a cast would fail.
    if (error instanceof ConversionError) return null;
    throw error;
  }
}
