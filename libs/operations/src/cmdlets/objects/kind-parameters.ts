import type { ObjectKind } from '@mailyard/directory';

import { parameterSchemas } from '../../objects/object-parameters.js';
import { parameter, type CmdletParameter, type ParameterType } from '../cmdlet.js';
import { sizeValue, spanValue } from '../values/rich-value.js';

/** The part of JSON Schema that says how a value is written. */
export interface ValueSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly items?: ValueSchema;
  readonly anyOf?: readonly ValueSchema[];
  readonly default?: unknown;
  readonly description?: string;
  readonly unit?: string;
}

/** What can be said of an object of a kind, as parameters of cmdlets; the kind's schema is where they come from. */
export function kindParameters(kind: ObjectKind): readonly CmdletParameter[] {
  return Object.entries(parameterSchemas(kind)).map(([name, schema]) =>
    parameterOf(name, schema as ValueSchema),
  );
}

function parameterOf(name: string, schema: ValueSchema): CmdletParameter {
  const multiple = schema.type === 'array';
  const member = multiple ? (schema.items ?? {}) : schema;
  const values = wordsOf(member);
  const fallback = defaultText(schema);
  return parameter(name, schema.description ?? '', {
    type: name === 'AuthenticationCredential' ? 'credential' : typeOf(member),
    multiple,
    ...(values.length > 0 && { values }),
    ...(fallback !== undefined && { default: fallback }),
  });
}

/** Of alternatives the one that is no word. */
function typeOf(schema: ValueSchema): ParameterType {
  const { type, anyOf = [], unit, enum: words } = schema;
  if (unit === 'ms') return 'timespan';
  if (unit === 'octets') return 'size';
  if (words !== undefined) return 'enum';
  if (type === 'boolean' || type === 'integer' || type === 'number' || type === 'object') return type;
  const other = anyOf.find((each) => each.enum === undefined && each.const === undefined);
  return other === undefined ? 'string' : typeOf(other);
}

function wordsOf({ enum: words, anyOf = [] }: ValueSchema): readonly string[] {
  return words ?? anyOf.flatMap((each) => each.enum ?? []);
}

/** The unit of a value, or of the members of a list. */
export function unitOf({ unit, anyOf = [], items }: ValueSchema): string | undefined {
  const inner = anyOf.map(unitOf).find((each) => each !== undefined);
  return unit ?? inner ?? (items === undefined ? undefined : unitOf(items));
}

function defaultText(schema: ValueSchema): string | undefined {
  const { default: value } = schema;
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return value ? '$true' : '$false';
  if (Array.isArray(value)) return value.length === 0 ? '{}' : value.map(String).join(', ');
  if (typeof value !== 'number') return typeof value === 'string' ? value : undefined;
  const unit = unitOf(schema);
  if (unit === 'ms') return spanValue(value).text;
  return unit === 'octets' ? sizeValue(value).text : String(value);
}
