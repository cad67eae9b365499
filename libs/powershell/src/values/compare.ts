import { asByteSize, asDate, asNumber, asTimeSpan, ConversionError, isTrue } from './convert.js';
import { textOf } from './text.js';
import { ByteSize, isList, NamedValue, TimeSpan, type Value } from './value.js';

export interface Case {
  readonly caseSensitive: boolean;
}

/** -1, 0 or 1, or undefined when the right side cannot be converted to what the left side is. */
export function compared(left: Value, right: Value, options: Case): number | undefined {
  if (left === null || right === null) return withNull(left, right);
  const quantity = quantityOf(left);
  if (quantity !== undefined) return numbers(quantity, asQuantity(right, left));
  return named(left, right) ?? texts(textOf(left), textOf(right), options);
}

/** What is compared as a number. */
function quantityOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.getTime();
  if (value instanceof ByteSize) return value.bytes;
  return value instanceof TimeSpan ? value.milliseconds : undefined;
}

/** The right side as what the left side is. */
function asQuantity(value: Value, left: Value): number | undefined {
  if (typeof left === 'boolean') return Number(isTrue(value));
  if (left instanceof Date) return asDate(value)?.getTime();
  if (left instanceof ByteSize) return asByteSize(value)?.bytes;
  return left instanceof TimeSpan ? asTimeSpan(value)?.milliseconds : asNumber(value);
}

/** A number with a name (an enumeration's value) is compared with a number as one. */
function named(left: Value, right: Value): number | undefined {
  const isNumber = left instanceof NamedValue && typeof left.value === 'number' && typeof right === 'number';
  return isNumber ? numbers(left.value as number, right) : undefined;
}

/** Null is less than everything else but itself. */
function withNull(left: Value, right: Value): number {
  if (left === right) return 0;
  return left === null ? -1 : 1;
}

function numbers(left: number, right: number | undefined): number | undefined {
  return right === undefined || Number.isNaN(right) ? undefined : Math.sign(left - right);
}

const ignoringCase = new Intl.Collator('en-US', { sensitivity: 'accent' });
const withCase = new Intl.Collator('en-US', { sensitivity: 'variant' });

function texts(left: string, right: string, { caseSensitive }: Case): number {
  if (left === right) return 0;
  if (!caseSensitive && left.toLowerCase() === right.toLowerCase()) return 0;
  return (caseSensitive ? withCase : ignoringCase).compare(left, right) || (left < right ? -1 : 1);
}

/** Whether two values are equal as `-eq` has it. */
export function areEqual(left: Value, right: Value, options: Case = { caseSensitive: false }): boolean {
  if (left === right) return true;
  // `$null -eq 0` and `0 -eq $null` are false.
  if (left === null || right === null) return false;
  if (isList(right) && !isList(left)) return right.length === 1 && areEqual(left, right[0] ?? null, options);
  return compared(left, right, options) === 0;
}

/** For `-lt` and its like: what cannot be compared is an error, as in PowerShell. */
export function order(left: Value, right: Value, options: Case = { caseSensitive: false }): number {
  const result = compared(left, right, options);
  if (result !== undefined) return result;
  throw new ConversionError(
    `Could not compare "${textOf(left)}" to "${textOf(right)}". Cannot convert value "${textOf(right)}" to the type of the left side.`,
  );
}

/** For Sort-Object: anything has its place. */
export function sortOrder(left: Value, right: Value, options: Case): number {
  return compared(left, right, options) ?? texts(textOf(left), textOf(right), options);
}
