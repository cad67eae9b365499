import { areEqual, order } from './compare.js';
import { ConversionError, toNumber } from './convert.js';
import { formatDate } from './format-date.js';
import { formatNumber } from './format-number.js';
import { textOf } from './text.js';
import { typeNameOf } from './type-names.js';
import { ofArrayList } from './array-list-methods.js';
import {
  ArrayList,
  ByteSize,
  Hashtable,
  isList,
  NamedValue,
  TimeSpan,
  TypeLiteral,
  type Value,
  type ValueList,
} from './value.js';

type Method<T> = (value: T, parameters: ValueList) => Value;
type Methods<T> = Readonly<Record<string, Method<T>>>;

/** A method of a value by its name in lower case; undefined when it has none. */
export function methodOf(value: Value, name: string): ((parameters: ValueList) => Value) | undefined {
  if (value === null) return undefined;
  const own = ownMethod(value, name);
  if (own !== undefined) return own;
  const common = ofEveryValue[name];
  return common && ((parameters) => common(value, parameters));
}

function ownMethod(value: Value, name: string): ((parameters: ValueList) => Value) | undefined {
  const of = <T>(methods: Methods<T>, target: T) => bound(methods[name], target);
  if (typeof value === 'string') return of(ofString, value);
  if (typeof value === 'number') return of(ofNumber, value);
  if (value instanceof ArrayList) return of(ofArrayList, value) ?? of(ofList, value);
  if (isList(value)) return of(ofList, value);
  if (value instanceof Date) return of(ofDate, value);
  if (value instanceof NamedValue) return of(ofEncoding, value);
  return value instanceof Hashtable ? of(ofHashtable, value) : ofQuantity(value, name);
}

function ofQuantity(value: Value, name: string): ((parameters: ValueList) => Value) | undefined {
  if (value instanceof TimeSpan) return bound(ofTimeSpan[name], value);
  return value instanceof ByteSize ? bound(ofByteSize[name], value) : undefined;
}

function bound<T>(method: Method<T> | undefined, target: T): ((parameters: ValueList) => Value) | undefined {
  return method && ((parameters) => method(target, parameters));
}

const text = (parameters: ValueList, index = 0) => textOf(parameters[index] ?? null);
const number = (parameters: ValueList, index = 0) => toNumber(parameters[index] ?? null);
const given = (parameters: ValueList, index: number) => parameters.length > index;

const ofEveryValue: Methods<Value> = {
  tostring: textOf,
  gettype: (value) => new TypeLiteral(typeNameOf(value)),
  equals: (value, [other = null]) => areEqual(value, other, { caseSensitive: true }),
  compareto: (value, [other = null]) => order(value, other),
};

/** Characters that Trim and its like take away: blanks, or those that are given. */
function trimmed(value: string, parameters: ValueList, sides: 'start' | 'end' | 'both'): string {
  const set = given(parameters, 0)
    ? parameters
        .map(textOf)
        .join('')
        .replace(/[\]\\^-]/g, '\\$&')
    : '\\s';
  const start = sides === 'end' ? value : value.replace(new RegExp(`^[${set}]+`), '');
  return sides === 'start' ? start : start.replace(new RegExp(`[${set}]+$`), '');
}

const sameCase = (parameters: ValueList) => /ignorecase$/i.test(text(parameters, 1));

const ofString: Methods<string> = {
  toupper: (value) => value.toUpperCase(),
  tolower: (value) => value.toLowerCase(),
  toupperinvariant: (value) => value.toUpperCase(),
  tolowerinvariant: (value) => value.toLowerCase(),
  trim: (value, parameters) => trimmed(value, parameters, 'both'),
  trimstart: (value, parameters) => trimmed(value, parameters, 'start'),
  trimend: (value, parameters) => trimmed(value, parameters, 'end'),
  split: splitAsAsked,
  replace: (value, parameters) => value.replaceAll(text(parameters), () => text(parameters, 1)),
  substring: (value, parameters) => substring(value, parameters),
  contains: (value, parameters) =>
    sameCase(parameters)
      ? value.toLowerCase().includes(text(parameters).toLowerCase())
      : value.includes(text(parameters)),
  startswith: (value, parameters) =>
    compareWith(value, parameters).startsWith(compareWith(text(parameters), parameters)),
  endswith: (value, parameters) =>
    compareWith(value, parameters).endsWith(compareWith(text(parameters), parameters)),
  indexof: (value, parameters) => value.indexOf(text(parameters)),
  lastindexof: (value, parameters) => value.lastIndexOf(text(parameters)),
  insert: (value, parameters) =>
    value.slice(0, number(parameters)) + text(parameters, 1) + value.slice(number(parameters)),
  remove: (value, parameters) =>
    value.slice(0, number(parameters)) +
    (given(parameters, 1) ? value.slice(number(parameters) + number(parameters, 1)) : ''),
  padleft: (value, parameters) =>
    value.padStart(number(parameters), given(parameters, 1) ? text(parameters, 1) : ' '),
  padright: (value, parameters) =>
    value.padEnd(number(parameters), given(parameters, 1) ? text(parameters, 1) : ' '),
  tochararray: (value) => value.split(''),
};

function compareWith(value: string, parameters: ValueList): string {
  return sameCase(parameters) ? value.toLowerCase() : value;
}

/** `Split(',')`, `Split(@(',', ';'), 'RemoveEmptyEntries')`, `Split(',', 2)`. */
function splitAsAsked(value: string, parameters: ValueList): ValueList {
  const [separators = ' \t\r\n', ...options] = parameters;
  const parts = splitAtCharacters(
    value,
    isList(separators) ? separators.map(textOf).join('') : textOf(separators),
  );
  const isWithoutEmpty = options.some((option) => /^(?:removeemptyentries|1)$/i.test(textOf(option)));
  const max = options.find((option) => typeof option === 'number');
  if (max !== undefined && max > 0 && parts.length > max && !isWithoutEmpty) {
    const taken = parts.slice(0, max - 1);
    const length = taken.reduce((sum, part) => sum + part.length + 1, 0);
    return [...taken, value.slice(length)];
  }
  return isWithoutEmpty ? parts.filter((part) => part !== '') : parts;
}

/** String.Split of Windows PowerShell: at any of the characters; a longer separator is one in PowerShell 7, as here. */
function splitAtCharacters(value: string, separators: string): string[] {
  if (separators.length > 1 && separators.trim() !== '') return value.split(separators);
  return value.split(new RegExp(`[${separators.replace(/[\]\\^-]/g, '\\$&')}]`));
}

function substring(value: string, parameters: ValueList): string {
  const start = number(parameters);
  const end = given(parameters, 1) ? start + number(parameters, 1) : value.length;
  if (start < 0 || start > value.length || end > value.length || end < start) {
    throw new ConversionError(
      'Exception calling "Substring": "Index and length must refer to a location within the string."',
    );
  }
  return value.slice(start, end);
}

const ofNumber: Methods<number> = {
  tostring: (value, parameters) =>
    given(parameters, 0) ? formatNumber(value, text(parameters)) : textOf(value),
};

const ofList: Methods<ValueList> = {
  contains: (list, [item = null]) => list.some((one) => areEqual(one, item, { caseSensitive: true })),
  indexof: (list, [item = null]) => list.findIndex((one) => areEqual(one, item, { caseSensitive: true })),
  getvalue: (list, parameters) => list[number(parameters)] ?? null,
  tostring: () => 'System.Object[]',
};

const day = 86_400_000;
const later = (milliseconds: number) => (date: Date, parameters: ValueList) =>
  new Date(date.getTime() + number(parameters) * milliseconds);

const ofDate: Methods<Date> = {
  adddays: later(day),
  addhours: later(3_600_000),
  addminutes: later(60_000),
  addseconds: later(1000),
  addmilliseconds: later(1),
  addmonths: (date, parameters) => addMonths(date, number(parameters)),
  addyears: (date, parameters) => addMonths(date, number(parameters) * 12),
  add: (date, [span = null]) => new Date(date.getTime() + (span instanceof TimeSpan ? span.milliseconds : 0)),
  subtract: (date, [other = null]) => subtract(date, other),
  tostring: (date, parameters) =>
    given(parameters, 0) ? formatDate(date, text(parameters)) : formatDate(date, 'G'),
  toshortdatestring: (date) => formatDate(date, 'd'),
  toshorttimestring: (date) => formatDate(date, 't'),
  tolongdatestring: (date) => formatDate(date, 'D'),
  touniversaltime: (date) => new Date(date.getTime() + date.getTimezoneOffset() * 60_000),
  tolocaltime: (date) => date,
};

/** The last day of a shorter month instead of the first of the next. */
function addMonths(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setDate(1);
  moved.setMonth(moved.getMonth() + months);
  const lastDay = new Date(moved.getFullYear(), moved.getMonth() + 1, 0).getDate();
  moved.setDate(Math.min(date.getDate(), lastDay));
  return moved;
}

function subtract(date: Date, other: Value): Value {
  if (other instanceof Date) return new TimeSpan(date.getTime() - other.getTime());
  return new Date(date.getTime() - (other instanceof TimeSpan ? other.milliseconds : 0));
}

const otherSpan = ([other = null]: ValueList) => (other instanceof TimeSpan ? other.milliseconds : 0);

const ofTimeSpan: Methods<TimeSpan> = {
  add: (span, parameters) => new TimeSpan(span.milliseconds + otherSpan(parameters)),
  subtract: (span, parameters) => new TimeSpan(span.milliseconds - otherSpan(parameters)),
};

const ofByteSize: Methods<ByteSize> = {
  tobytes: ({ bytes }) => bytes,
  tokb: ({ bytes }) => Math.trunc(bytes / 2 ** 10),
  tomb: ({ bytes }) => Math.trunc(bytes / 2 ** 20),
  togb: ({ bytes }) => Math.trunc(bytes / 2 ** 30),
};

const ofHashtable: Methods<Hashtable> = {
  containskey: ({ entries }, parameters) => entries.has(text(parameters)),
  contains: ({ entries }, parameters) => entries.has(text(parameters)),
  containsvalue: ({ entries }, [item = null]) => entries.entries().some(([, value]) => areEqual(value, item)),
  add: ({ entries }, parameters) => {
    entries.set(text(parameters), parameters[1] ?? null);
    return null;
  },
  remove: ({ entries }, parameters) => {
    entries.delete(text(parameters));
    return null;
  },
};

/** Of `[System.Text.Encoding]::UTF8` and its like. */
const ofEncoding: Methods<NamedValue> = {
  getbytes: (encoding, parameters) => [...Buffer.from(text(parameters), encodingName(encoding))],
  getstring: (encoding, [octets = null]) =>
    Buffer.from((isList(octets) ? octets : [octets]).map((octet) => toNumber(octet))).toString(
      encodingName(encoding),
    ),
};

function encodingName({ typeName, value }: NamedValue): BufferEncoding {
  if (typeName.startsWith('System.Text.')) return textOf(value) as BufferEncoding;
  throw new ConversionError(`[${typeName}] has no octets.`);
}
