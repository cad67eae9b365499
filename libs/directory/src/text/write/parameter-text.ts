import { formatByteSize, formatTimeSpan } from '@mailyard/schema';
import { z } from 'zod';

import { kinds, type ObjectKind } from '../../kinds/index.js';
import { formatAddressSpace, type AddressSpace } from '../../kinds/outbound-connectors/address-space.js';
import { without, type Written } from '../../kinds/text-form.js';

interface Parameter {
  readonly unit?: string;
  readonly default?: unknown;
  readonly anyOf?: readonly Parameter[];
  readonly items?: Parameter;
}

/** `optional`: it may be without a value. */
type Parameters = ReadonlyMap<string, Parameter & { readonly optional: boolean }>;

const known = new Map<ObjectKind, Parameters>();

/** The parameters of a kind of object, as far as its schema tells how to write them. */
function parametersOf(kind: ObjectKind): Parameters {
  const found = known.get(kind);
  if (found !== undefined) return found;
  // A schema that completes an object does not show what can be said of it.
  const { parameters: said, schema } = kinds[kind];
  const { properties = {}, required = [] } = z.toJSONSchema(said ?? schema, {
    io: 'output',
    unrepresentable: 'any',
  });
  const parameters = new Map(
    Object.entries(properties as Readonly<Record<string, Parameter>>).map(([name, parameter]) => [
      name,
      { ...parameter, optional: !required.includes(name) },
    ]),
  );
  known.set(kind, parameters);
  return parameters;
}

export function defaultOf(kind: ObjectKind, name: string): unknown {
  return parametersOf(kind).get(name)?.default;
}

/** Parameters that need not be said, that can be taken back, and that somebody is shown. */
export function optionalParameters(kind: ObjectKind): readonly string[] {
  const { secret, managed = [], fixed = [] } = kinds[kind];
  const others = [...(secret?.parameters ?? []), ...managed, ...fixed.map(({ parameter }) => parameter)];
  return [...parametersOf(kind)].flatMap(([name, { optional, default: usual }]) =>
    (optional || usual !== undefined) && !others.includes(name) ? [name] : [],
  );
}

/** Without Guid and what nobody is shown. */
export function openParameters(kind: ObjectKind, object: object): Written {
  return without(object, 'Guid', ...(kinds[kind].secret?.parameters ?? []));
}

/** A value, or a member of a list, as an administrator writes it: sizes and durations with their units. */
export function writtenValue(kind: ObjectKind, name: string, value: unknown): unknown {
  const unit = unitOf(parametersOf(kind).get(name));
  return Array.isArray(value) ? value.map((member) => valueInUnit(member, unit)) : valueInUnit(value, unit);
}

function valueInUnit(value: unknown, unit: string | undefined): unknown {
  if (unit === 'address space') return formatAddressSpace(value as AddressSpace);
  if (typeof value !== 'number') return value;
  if (unit === 'ms') return formatTimeSpan(value);
  return unit === 'octets' ? formatByteSize(value) : value;
}

/** Of a list that of its members. */
function unitOf(parameter: Parameter | undefined): string | undefined {
  if (parameter === undefined) return undefined;
  const { unit, anyOf = [], items } = parameter;
  return unit ?? anyOf.map(unitOf).find((each) => each !== undefined) ?? unitOf(items);
}
