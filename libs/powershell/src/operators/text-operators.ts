import { formatDate } from '../values/format-date.js';
import { formatNumber } from '../values/format-number.js';
import { ConversionError, toNumber } from '../values/convert.js';
import { textOf } from '../values/text.js';
import { isList, type Value, type ValueList } from '../values/value.js';
import { regularExpression } from './regular-expression.js';
import { withinTime } from './time-limit.js';

const listOf = (value: Value): ValueList => (isList(value) ? value : [value]);
const flags = (caseSensitive: boolean) => (caseSensitive ? 'g' : 'gi');

/** `"a,b" -split ","`: the separator is a regular expression, the second operand a number of parts at most. */
export function split(left: Value, right: Value, caseSensitive: boolean): Value {
  const [separator = null, max = null] = listOf(right);
  const expression = regularExpression(textOf(separator), flags(caseSensitive));
  const limit = max === null ? 0 : toNumber(max);
  return listOf(left).flatMap((value) => {
    const text = textOf(value);
    return withinTime(expression, text, () => splitText(text, expression, limit));
  });
}

function splitText(text: string, separator: RegExp, limit: number): string[] {
  if (limit <= 0) return text.split(separator).map((part) => part ?? '');
  const parts: string[] = [];
  let start = 0;
  for (const found of text.matchAll(separator)) {
    if (parts.length === limit - 1) break;
    parts.push(text.slice(start, found.index));
    start = found.index + found[0].length;
  }
  return [...parts, text.slice(start)];
}

/** `-split "a  b"`: at blanks. */
export function splitAtBlanks(value: Value): Value {
  return listOf(value).flatMap((one) =>
    textOf(one)
      .split(/\s+/)
      .filter((part) => part !== ''),
  );
}

export function join(left: Value, separator: string): string {
  return listOf(left).map(textOf).join(separator);
}

/** `"text" -replace "pattern", "with $1"`. */
export function replace(left: Value, right: Value, caseSensitive: boolean): Value {
  const [pattern = null, substitute = null] = listOf(right);
  const expression = regularExpression(textOf(pattern), flags(caseSensitive));
  // .NET's `${name}` and `$0` are JavaScript's `$<name>` and `$&`.
  const replacement = textOf(substitute)
    .replace(/\$\{(\w+)\}/g, '$$<$1>')
    .replace(/\$0/g, '$$&');
  const replaced = (value: Value) => {
    const text = textOf(value);
    return withinTime(expression, text, () => text.replace(expression, replacement));
  };
  return isList(left) ? left.map(replaced) : replaced(left);
}

/** `"{0,-10:N2}" -f 1.5`. */
export function format(left: Value, right: Value): string {
  const values = listOf(right);
  return textOf(left).replace(/\{\{|\}\}|\{\d+(?:,-?\d+)?(?::[^}]*)?\}/g, (found) => {
    const [, position, width = '0', picture] = /^\{(\d+)(?:,(-?\d+))?(?::([^}]*))?\}$/.exec(found) ?? [];
    if (position === undefined) return found.charAt(0);
    const value = values[Number(position)];
    if (value !== undefined) return aligned(formatted(value, picture), Number(width));
    throw new ConversionError(
      'Error formatting a string: Index (zero based) must be greater than or equal to zero and less than the size of the argument list.',
    );
  });
}

function formatted(value: Value, picture: string | undefined): string {
  if (picture === undefined) return textOf(value);
  if (typeof value === 'number') return formatNumber(value, picture);
  return value instanceof Date ? formatDate(value, picture) : textOf(value);
}

function aligned(text: string, width: number): string {
  return width < 0 ? text.padEnd(-width) : text.padStart(width);
}
