import { asDate, asNumber, asTimeSpan, ConversionError, toNumber } from '../values/convert.js';
import { textOf } from '../values/text.js';
import { typeNameOf } from '../values/type-names.js';
import { ByteSize, Hashtable, isList, Properties, TimeSpan, type Value } from '../values/value.js';

const itemsMax = 10_000_000;

/** `left + right`, as the left side has it: numbers add, texts and lists join, dates move. */
export function add(left: Value, right: Value): Value {
  if (left === null) return right;
  if (isList(left)) return [...left, ...(isList(right) ? right : [right])];
  if (typeof left === 'string') return left + textOf(right);
  if (left instanceof Hashtable && right instanceof Hashtable) {
    return new Hashtable(new Properties([...left.entries.entries(), ...right.entries.entries()]));
  }
  return measured(left, right, 1) ?? numeric(left, right, (a, b) => a + b);
}

export function subtract(left: Value, right: Value): Value {
  if (left instanceof Date && !(right instanceof TimeSpan)) {
    const other = asDate(right);
    if (other !== undefined) return new TimeSpan(left.getTime() - other.getTime());
  }
  return measured(left, right, -1) ?? numeric(left, right, (a, b) => a - b);
}

/** Dates, time spans and sizes; undefined when the left side is none of them. */
function measured(left: Value, right: Value, sign: 1 | -1): Value | undefined {
  if (left instanceof Date) return new Date(left.getTime() + sign * spanOf(right));
  if (left instanceof TimeSpan) return new TimeSpan(left.milliseconds + sign * spanOf(right));
  if (left instanceof ByteSize) return new ByteSize(left.bytes + sign * toNumber(right));
  return undefined;
}

function spanOf(value: Value): number {
  const span = asTimeSpan(value);
  if (span === undefined) {
    throw new ConversionError(`Cannot convert value "${textOf(value)}" to type "System.TimeSpan".`);
  }
  return span.milliseconds;
}

export function multiply(left: Value, right: Value): Value {
  if (typeof left === 'string' || isList(left)) return repeated(left, toNumber(right));
  if (left instanceof TimeSpan) return new TimeSpan(left.milliseconds * toNumber(right));
  return numeric(left, right, (a, b) => a * b);
}

function repeated(value: string | readonly Value[], times: number): Value {
  if (value.length * times > itemsMax) throw new ConversionError('The result would be too large.');
  if (typeof value === 'string') return value.repeat(Math.max(0, times));
  return Array.from({ length: Math.max(0, times) }, () => value).flat();
}

export function divide(left: Value, right: Value): Value {
  if (asNumber(right) === 0) throw new ConversionError('Attempted to divide by zero.');
  if (left instanceof TimeSpan && right instanceof TimeSpan) return left.milliseconds / right.milliseconds;
  return numeric(left, right, (a, b) => a / b);
}

export function remainder(left: Value, right: Value): Value {
  if (asNumber(right) === 0) throw new ConversionError('Attempted to divide by zero.');
  return numeric(left, right, (a, b) => a % b);
}

export function range(left: Value, right: Value): Value {
  const [from, to] = [toNumber(left), toNumber(right)];
  if (Math.abs(to - from) > itemsMax) throw new ConversionError(`A range has at most ${itemsMax} items.`);
  const step = from <= to ? 1 : -1;
  return Array.from({ length: Math.abs(Math.trunc(to) - Math.trunc(from)) + 1 }, (_, i) => from + i * step);
}

/** The left side decides, so text that is no number is refused by its name. */
function numeric(left: Value, right: Value, calculate: (a: number, b: number) => number): number {
  const a = asNumber(left);
  if (a === undefined) {
    throw new ConversionError(
      `Method invocation failed because [${typeNameOf(left)}] does not contain a method for this operator.`,
    );
  }
  return calculate(a, toNumber(right));
}
