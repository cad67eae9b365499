import { ByteSize, isList, PSObject, TimeSpan, type Value } from '@mailyard/powershell';

import { textOfValue } from './exported-value.js';
import { listItems } from './list-items.js';
import type { ParameterType } from './parameter-types.js';

export type WrittenValue = { readonly value: unknown } | { readonly unusable: string };

/** A value of an export as organization.yaml has it; the parameter's own schema judges it later. */
export function writtenValue(
  value: Value,
  { isList: wantsList, types }: ParameterType,
  parameter: string,
): WrittenValue {
  if (wantsList) {
    const list = listItems(value, parameter);
    return 'unusable' in list ? list : { value: list.items.map((item) => ofType(item, types)) };
  }
  if (isList(value) && value.length > 1) return { unusable: 'there are several values, and it takes one' };
  const [single = null] = isList(value) ? value : [value];
  return { value: singleValue(single, types) };
}

function singleValue(single: Value, types: ReadonlySet<string>): unknown {
  if (single instanceof ByteSize) return single.bytes;
  if (single instanceof TimeSpan) return single.milliseconds;
  if (single instanceof Date) return single.toISOString();
  return ofType(typeof single === 'object' ? textOf(single) : String(single), types);
}

/** A switch is an object that says whether it is there. */
function textOf(value: Value): string {
  const present = value instanceof PSObject ? value.properties.get('IsPresent') : undefined;
  return typeof present === 'boolean' ? String(present) : textOfValue(value);
}

/** Excel writes truth in the language of its country. */
const truths = new Map([
  ['true', true],
  ['$true', true],
  ['wahr', true],
  ['vrai', true],
  ['false', false],
  ['$false', false],
  ['falsch', false],
  ['faux', false],
]);

function ofType(text: string, types: ReadonlySet<string>): unknown {
  const trimmed = text.trim();
  if (types.has('boolean')) return truths.get(trimmed.toLowerCase()) ?? trimmed;
  const isNumeric = types.has('integer') || types.has('number');
  return isNumeric && /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : trimmed;
}
