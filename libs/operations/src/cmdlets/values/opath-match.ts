import {
  nameKey,
  OpathError,
  parseByteSize,
  parseOpath,
  parseTimeSpan,
  type OpathComparison,
  type OpathExpression,
} from '@mailyard/schema';

import { wildcard } from '../../objects/identity/wildcard.js';
import { ParameterError } from '../binding/parameter-error.js';
import type { OutputObject } from '../cmdlet.js';

type Demand = (object: OutputObject) => boolean;

/** Which objects pass a filter in Exchange's language, by the properties that are shown. */
export function passing(objects: readonly OutputObject[], filter: string): readonly OutputObject[] {
  const [example] = objects;
  return example === undefined ? objects : objects.filter(demandOf(expressionOf(filter), example));
}

function expressionOf(filter: string): OpathExpression {
  try {
    return parseOpath(filter);
  } catch (error) {
    if (!(error instanceof OpathError)) throw error;
    throw new ParameterError('Filter', error.message, { value: filter });
  }
}

/** Objects of one kind have the same properties. */
function demandOf(expression: OpathExpression, example: OutputObject): Demand {
  if ('all' in expression) {
    const all = expression.all.map((each) => demandOf(each, example));
    return (object) => all.every((demand) => demand(object));
  }
  if ('any' in expression) {
    const any = expression.any.map((each) => demandOf(each, example));
    return (object) => any.some((demand) => demand(object));
  }
  if ('not' in expression) {
    const demand = demandOf(expression.not, example);
    return (object) => !demand(object);
  }
  const key = expression.property.toLowerCase();
  const name = Object.keys(example).find((each) => each.toLowerCase() === key);
  if (name === undefined) throw new ParameterError('Filter', `there is no property ${expression.property}`);
  const compare = comparisonOf(expression);
  return (object) => compare(valuesOf(object[name]));
}

type Values = readonly unknown[];

/** A property may have several values, or none. */
function valuesOf(value: unknown): Values {
  const plain = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
  if (Array.isArray(plain)) return plain;
  return plain === null || plain === undefined || plain === '' ? [] : [plain];
}

function comparisonOf({ operator, value }: OpathComparison): (values: Values) => boolean {
  if (value === null || value === '') return (values) => (values.length === 0) === (operator !== 'ne');
  const isNegative = operator === 'ne' || operator === 'notlike';
  const holds = tests[operator](value);
  return (values) => values.some(holds) !== isNegative;
}

type Test = (value: string) => (found: unknown) => boolean;

/** Whether one of the values of a property passes; of the negative ones whether it is what must not be there. */
const tests: Readonly<Record<OpathComparison['operator'], Test>> = {
  eq: isEqual,
  ne: isEqual,
  like: isLike,
  notlike: isLike,
  contains: (value) => isLike(`*${value}*`),
  gt: (value) => (found) => order(found, value) > 0,
  ge: (value) => (found) => order(found, value) >= 0,
  lt: (value) => (found) => order(found, value) < 0,
  le: (value) => (found) => order(found, value) <= 0,
};

function isEqual(value: string): (found: unknown) => boolean {
  const key = keyOf(value);
  return (found) => (typeof found === 'number' ? order(found, value) === 0 : keyOf(found) === key);
}

function isLike(value: string): (found: unknown) => boolean {
  const fits = wildcard(value.replace(/^smtp:/i, ''));
  return (found) => fits(keyOf(found));
}

/** Addresses are compared without their type. */
function keyOf(value: unknown): string {
  return nameKey(String(value)).replace(/^smtp:/, '');
}

/** NaN where the two cannot be compared, so that no order between them holds. Sizes, time spans and times are numbers. */
function order(found: unknown, value: string): number {
  if (typeof found === 'number') return found - numberOf(value);
  if (found === 'Unlimited' && !Number.isNaN(numberOf(value))) return Infinity;
  const [one, other] = [Date.parse(String(found)), Date.parse(value)];
  if (!Number.isNaN(one) && !Number.isNaN(other)) return one - other;
  return keyOf(found).localeCompare(keyOf(value), 'en');
}

function numberOf(text: string): number {
  const number = Number(text);
  return Number.isNaN(number) ? (parseByteSize(text) ?? parseTimeSpan(text) ?? Number.NaN) : number;
}
