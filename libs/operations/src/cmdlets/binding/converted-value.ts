import type { CmdletParameter, ParameterType } from '../cmdlet.js';
import { plainValue } from '../values/rich-value.js';
import { ParameterError } from './parameter-error.js';

/** A value as the shell sent it, in the type of its parameter; null clears. */
export function convertedValue(parameter: CmdletParameter, given: unknown): unknown {
  const value = plainValue(given);
  if (value === null || value === undefined) return null;
  if (parameter.type === 'bytes' || parameter.type === 'file') return base64Of(parameter, value);
  if (!parameter.multiple) return single(parameter, value);
  if (isEdit(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, members]) => [key, membersOf(parameter, members)] as const),
    );
  }
  return membersOf(parameter, value);
}

function membersOf(parameter: CmdletParameter, value: unknown): readonly unknown[] {
  // Flags are one text: `Tls, BasicAuth`.
  const parted =
    parameter.type === 'enum' && typeof value === 'string'
      ? value.split(',').map((part) => part.trim())
      : value;
  const list: readonly unknown[] = Array.isArray(parted) ? parted.flat() : [parted];
  return list.flatMap((member) => {
    const isFlags = parameter.type === 'enum' && typeof member === 'string' && member.includes(',');
    return isFlags ? membersOf(parameter, member) : [one(parameter, member)];
  });
}

/** A list of one is that one, as in every shell. */
function single(parameter: CmdletParameter, value: unknown): unknown {
  if (!Array.isArray(value)) return one(parameter, value);
  if (value.length === 1) return one(parameter, value[0]);
  throw new ParameterError(parameter.name, `takes one value, not ${value.length}`);
}

type Conversion = (parameter: CmdletParameter, value: unknown) => unknown;

/** The operation judges it. */
const asItIs: Conversion = (_, value) => value;

const conversions: Readonly<Record<ParameterType, Conversion>> = {
  boolean: booleanOf,
  switch: booleanOf,
  integer: numberOf,
  number: numberOf,
  enum: wordOf,
  datetime: timeOf,
  string: (_, value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
  size: asItIs,
  timespan: spanOf,
  credential: asItIs,
  bytes: base64Of,
  file: base64Of,
  savePath: asItIs,
  files: asItIs,
  object: asItIs,
};

function one(parameter: CmdletParameter, value: unknown): unknown {
  return conversions[parameter.type](parameter, value);
}

function booleanOf({ name }: CmdletParameter, value: unknown): boolean {
  const text = String(value).toLowerCase().replace(/^\$/, '');
  if (['true', '1'].includes(text)) return true;
  if (['false', '0'].includes(text)) return false;
  throw new ParameterError(name, 'must be $true or $false', { value });
}

function numberOf(parameter: CmdletParameter, value: unknown): unknown {
  if (typeof value === 'number') return value;
  const text = String(value).trim();
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (parameter.values !== undefined) return wordOf(parameter, text);
  throw new ParameterError(parameter.name, 'must be a number', { value });
}

/** `0`, and days where nothing else is said, as .NET reads them; hours and minutes may stand without seconds. */
function spanOf(_: CmdletParameter, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (/^\d+$/.test(text)) return `${text}.00:00:00`;
  return /^(?:\d+\.)?\d{1,2}:\d{2}$/.test(text) ? `${text}:00` : value;
}

/** In any case of its letters, or an unambiguous beginning. */
function wordOf({ name, values = [] }: CmdletParameter, value: unknown): string {
  const text = String(value).trim().toLowerCase();
  const possible = values.filter((word) => word.toLowerCase().startsWith(text));
  const whole = possible.find((word) => word.length === text.length);
  const word = whole ?? (possible.length === 1 && text !== '' ? possible[0] : undefined);
  if (word !== undefined) return word;
  throw new ParameterError(name, `must be ${alternatives(values)}`, { value });
}

/** Octets one by one, or Base64; a text in PEM is the file itself. */
function base64Of({ name }: CmdletParameter, value: unknown): string {
  const isOctet = (each: unknown): each is number =>
    typeof each === 'number' && Number.isInteger(each) && each >= 0 && each < 256;
  if (Array.isArray(value) && value.every(isOctet)) return Buffer.from(value).toString('base64');
  const text = Array.isArray(value) ? value.join('\n') : value;
  if (typeof text !== 'string') throw new ParameterError(name, 'must be the octets of a file');
  return text.includes('-----BEGIN ') ? Buffer.from(text).toString('base64') : text.replaceAll(/\s/g, '');
}

/** Milliseconds since the epoch. */
function timeOf({ name }: CmdletParameter, value: unknown): number {
  const time = typeof value === 'number' ? value : Date.parse(String(value));
  if (Number.isNaN(time)) throw new ParameterError(name, 'must be a date and time', { value });
  return time;
}

function isEdit(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => ['add', 'remove'].includes(key.toLowerCase()));
}

/** `a, b or c`. */
export function alternatives(values: readonly string[]): string {
  return values.join(', ').replace(/, ([^,]*)$/, ' or $1');
}
