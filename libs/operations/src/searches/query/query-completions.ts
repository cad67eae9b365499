import type { QueryField } from './query-fields.js';

/** What might be meant, in the place of a part of the text. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly { readonly text: string; readonly hint: string }[];
}

const itemsMax = 20;

interface Known {
  readonly fields: Readonly<Record<string, QueryField>>;
  /** Values that there are, by field. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** What may be written where the caret is: a field, or a value of one. */
export function completionsAt(text: string, caret: number, { fields, values }: Known): Completions {
  const [, typed = ''] = /(?:^|\s)-?((?:[^\s"]|"[^"]*"?)*)$/.exec(text.slice(0, caret)) ?? [];
  const [, named = '', said = ''] = /^([A-Za-z][\w-]*):(.*)$/s.exec(typed) ?? [];
  const key = named.toLowerCase();
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (field === undefined) return fieldsLike(typed, caret, fields);
  const last = said.slice(said.lastIndexOf('|') + 1);
  const wanted = last.replaceAll('"', '').toLowerCase();
  const all = field.choices ?? values[key] ?? [];
  const fitting = all.filter((value) => value.toLowerCase().includes(wanted)).slice(0, itemsMax);
  const items = fitting.map((value) => ({ text: quoted(value), hint: field.hint }));
  return { from: caret - last.length, to: caret, items };
}

function fieldsLike(typed: string, caret: number, fields: Known['fields']): Completions {
  const key = typed.toLowerCase();
  const items = Object.entries(fields)
    .filter(([name]) => name.startsWith(key))
    .map(([name, { hint }]) => ({ text: `${name}:`, hint }));
  return { from: caret - typed.length, to: caret, items };
}

function quoted(value: string): string {
  return /[\s|"]/.test(value) ? `"${value}"` : value;
}
