import { writtenValue, type ObjectKind } from '@mailyard/directory';

import { parameterSchemas } from '../../objects/object-parameters.js';
import type { OutputObject } from '../cmdlet.js';
import { flagsValue, sizeValue, spanValue } from '../values/rich-value.js';
import { unitOf, type ValueSchema } from './kind-parameters.js';

/** How Exchange shows the objects of a kind. */
export interface OutputForm {
  /** The properties in Exchange's order; others come after them. */
  readonly order?: readonly string[];
  /** Lists that are one value in Exchange: `Tls, BasicAuth`. */
  readonly flags?: readonly string[];
  /** Not shown, or shown by other names. */
  readonly hidden?: readonly string[];
  /** What Exchange shows beside the parameters. */
  readonly more?: (object: OutputObject) => OutputObject;
  /** Where the object is in a directory: the names above its own. */
  readonly container: (object: OutputObject) => readonly string[];
}

/** An object as Get- tells of it, with Exchange's names, values and order. */
export function outputObject(kind: ObjectKind, row: OutputObject, form: OutputForm): OutputObject {
  const { order = [], flags = [], hidden = [], more = () => ({}), container } = form;
  const schemas = parameterSchemas(kind) as Readonly<Record<string, ValueSchema>>;
  const shown = Object.entries(schemas).filter(([name]) => name !== 'Name' && !hidden.includes(name));
  const values = shown.map(([name, schema]) => {
    const value = row[name];
    const isFlags = flags.includes(name) && Array.isArray(value);
    return [name, isFlags ? flagsOf(value) : richValue(kind, name, { value, schema })] as const;
  });
  const known: OutputObject = { ...Object.fromEntries(values), ...more(row) };
  const first = order.filter((name) => name in known);
  const names = [...first, ...Object.keys(known).filter((name) => !first.includes(name))];
  return {
    ...Object.fromEntries(names.map((name) => [name, known[name] ?? null])),
    ...identityOf(row, container(row)),
  };
}

function flagsOf(value: readonly unknown[]): unknown {
  return flagsValue(value.length === 0 ? ['None'] : value.map(String));
}

function richValue(
  kind: ObjectKind,
  name: string,
  { value, schema }: { readonly value: unknown; readonly schema: ValueSchema },
): unknown {
  if (typeof value !== 'number') return plain(kind, name, value);
  const unit = unitOf(schema);
  if (unit === 'ms') return spanValue(value);
  return unit === 'octets' ? sizeValue(value) : value;
}

/** Address spaces as an administrator writes them; an optional list that is not said is an empty one. */
function plain(kind: ObjectKind, name: string, value: unknown): unknown {
  return value === undefined ? null : writtenValue(kind, name, value);
}

/** What every object of Exchange ends with. */
function identityOf(row: OutputObject, container: readonly string[]): OutputObject {
  const { Name } = row;
  const path = typeof Name === 'string' ? [Name, ...container] : container;
  const [name = ''] = path;
  const DistinguishedName = path.map((each) => `CN=${each.replaceAll(/[,\\]/g, String.raw`\$&`)}`).join(',');
  return {
    Name: name,
    DistinguishedName,
    Identity: row['Identity'] ?? name,
    Guid: row['Guid'] ?? null,
    Id: row['Identity'] ?? name,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}
