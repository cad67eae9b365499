import { textOf } from './text.js';
import { Hashtable, isList, NamedValue, Properties, PSObject, type Value } from './value.js';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What ConvertTo-Json writes: what is deeper than asked for is its text. */
export function toJson(value: Value, depth: number): Json {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof NamedValue) return isList(value.value) ? toJson(value.value, depth) : value.text;
  if (depth < 0) return textOf(value);
  if (isList(value)) return value.map((item) => toJson(item, depth - 1));
  const entries = entriesOf(value);
  if (entries === undefined) return textOf(value);
  return Object.fromEntries(entries.map(([name, one]) => [name, toJson(one, depth - 1)]));
}

function entriesOf(value: Value) {
  if (value instanceof Hashtable) return value.entries.entries();
  return value instanceof PSObject && value.properties.size > 0 ? value.properties.entries() : undefined;
}

/** What ConvertFrom-Json makes of JSON: objects with properties. */
export function fromJson(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== 'object') return null;
  return new PSObject(
    new Properties(Object.entries(value).map(([name, one]) => [name, fromJson(one)] as const)),
  );
}
