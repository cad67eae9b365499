import { parseByteSize } from './byte-size.js';
import { parseDate } from './format-date.js';
import { textOf } from './text.js';
import { parseTimeSpan } from './time-span.js';
import { typeNameOf } from './type-names.js';
import {
  ArrayList,
  ByteSize,
  isList,
  NamedValue,
  PSObject,
  ScriptBlock,
  TimeSpan,
  type Value,
} from './value.js';

/** What cannot be converted; the sentence is PowerShell's. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';
}

export function isTrue(value: Value): boolean {
  if (value === null || value === false || value === 0 || value === '') return false;
  if (!isList(value)) return true;
  return value.length > 1 || isTrue(value[0] ?? null);
}

/** Undefined when the value is no number. */
export function asNumber(value: Value): number | undefined {
  if (value === null) return 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' ? numberOfText(value) : numberOfObject(value);
}

function numberOfText(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  const plain = Number(trimmed);
  if (!Number.isNaN(plain) && !/^[+-]?infinity$/i.test(trimmed)) return plain;
  return /^\d+(?:\.\d+)?[kmgtp]b$/i.test(trimmed) ? parseByteSize(trimmed)?.bytes : undefined;
}

function numberOfObject(value: Exclude<Value, null | string | boolean | number>): number | undefined {
  if (value instanceof ByteSize) return value.bytes;
  if (value instanceof NamedValue) return typeof value.value === 'number' ? value.value : undefined;
  if (isList(value) && value.length === 1) return asNumber(value[0] ?? null);
  return undefined;
}

export function toNumber(value: Value, type = 'System.Int32'): number {
  const number = asNumber(value);
  if (number === undefined) throw notConverted(value, type);
  return number;
}

export function asDate(value: Value): Date | undefined {
  if (value instanceof Date) return value;
  return typeof value === 'string' || value instanceof NamedValue ? parseDate(textOf(value)) : undefined;
}

export function asTimeSpan(value: Value): TimeSpan | undefined {
  if (value instanceof TimeSpan) return value;
  return parseTimeSpan(textOf(value));
}

export function asByteSize(value: Value): ByteSize | undefined {
  if (value instanceof ByteSize) return value;
  return typeof value === 'number' ? new ByteSize(value) : parseByteSize(textOf(value));
}

type Cast = (value: Value, type: string) => Value;

const casts: Readonly<Record<string, Cast>> = {
  string: textOf,
  int: (value) =>
    bounded(roundHalfEven(toNumber(value)), { min: -(2 ** 31), max: 2 ** 31 - 1, name: 'Int32' }),
  byte: (value) => bounded(roundHalfEven(toNumber(value)), { min: 0, max: 255, name: 'unsigned byte' }),
  char: (value, type) => charOf(value) ?? fail(value, type),
  guid: (value, type) =>
    guid.test(textOf(value).trim()) ? textOf(value).trim().toLowerCase() : fail(value, type),
  void: () => null,
  object: (value) => value,
  scriptblock: (value, type) => (value instanceof ScriptBlock ? value : fail(value, type)),
  arraylist: (value) => ArrayList.from(isList(value) ? value : value === null ? [] : [value]),
  long: (value) => roundHalfEven(toNumber(value, 'System.Int64')),
  double: (value) => toNumber(value, 'System.Double'),
  bool: isTrue,
  datetime: (value, type) => asDate(value) ?? fail(value, type),
  timespan: (value, type) => asTimeSpan(value) ?? fail(value, type),
  array: (value) => (isList(value) ? value : [value]),
  pscustomobject: (value) => value,
};

const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

function charOf(value: Value): string | undefined {
  if (typeof value === 'number') return String.fromCharCode(value);
  return textOf(value).length === 1 ? textOf(value) : undefined;
}

function bounded(
  value: number,
  { min, max, name }: { readonly min: number; readonly max: number; readonly name: string },
): number {
  if (value >= min && value <= max) return value;
  throw new ConversionError(
    `Cannot convert value "${textOf(value)}" to type "System.${name}". Error: "Value was either too large or too small for an ${name}."`,
  );
}

const typeAliases: Readonly<Record<string, string>> = {
  int32: 'int',
  int64: 'long',
  single: 'double',
  decimal: 'double',
  float: 'double',
  boolean: 'bool',
  'object[]': 'array',
  psobject: 'pscustomobject',
};

/** `[type]value`. */
export function cast(value: Value, type: string): Value {
  const name = shortTypeName(type);
  const item = name.endsWith('[]') ? casts[name.slice(0, -2)] : undefined;
  if (item !== undefined) return (isList(value) ? value : [value]).map((one) => item(one, type));
  const convert = casts[name];
  if (convert === undefined) throw new ConversionError(`Unable to find type [${type}].`);
  return convert(value, type);
}

export function shortTypeName(type: string): string {
  const name = type
    .toLowerCase()
    .replace(/^system\.(?:management\.automation\.|collections\.(?:generic\.)?)?/, '')
    .replace(/^list\[.*\]$/, 'arraylist');
  return typeAliases[name] ?? name;
}

function fail(value: Value, type: string): never {
  throw notConverted(value, type);
}

function notConverted(value: Value, type: string): ConversionError {
  const from = value instanceof PSObject ? typeNameOf(value) : `"${textOf(value)}"`;
  return new ConversionError(`Cannot convert value ${from} to type "${type}".`);
}

/** .NET rounds halves to the even neighbour. */
export function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
