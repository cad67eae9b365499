import { writtenValue, type ObjectKind } from '@mailyard/directory';

import { parameterSchemas } from '../../objects/object-parameters.js';
import type { OutputObject } from '../cmdlet.js';
import { flagsValue, sizeValue, spanValue, timeOrNull } from '../values/rich-value.js';
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
  /** Exchange's classes of such objects in the directory, below `top`. */
  readonly objectClass?: readonly string[];
  /** Where the object is in a directory: the names above its own. */
  readonly container: (object: OutputObject) => readonly string[];
}

interface ShownObject {
  readonly form: OutputForm;
  readonly only?: readonly string[] | undefined;
}

/** An object as Get- tells of it, with Exchange's names, values and order; `only` these of its properties are needed. */
export function outputObject(kind: ObjectKind, row: OutputObject, { form, only }: ShownObject): OutputObject {
  return isNamesAlone(only) ? namesOf(row, form) : madeObject(kind, row, { form, only });
}

function madeObject(kind: ObjectKind, row: OutputObject, { form, only }: ShownObject): OutputObject {
  const more: OutputObject = form.more?.(row) ?? {};
  const writers = writersOf(kind, form);
  const shown: Record<string, unknown> = {};
  const show = (name: string) => {
    if (only?.includes(name) === false) return;
    shown[name] = (Object.hasOwn(more, name) ? more[name] : writers.get(name)?.(row[name])) ?? null;
  };
  for (const name of form.order ?? []) if (writers.has(name) || Object.hasOwn(more, name)) show(name);
  for (const name of [...writers.keys(), ...Object.keys(more)]) if (!Object.hasOwn(shown, name)) show(name);
  return Object.assign(shown, identityOf(row, form));
}

/** What Tab asks for, of thousands of objects: then nothing else of them is made. */
const names: ReadonlySet<string> = new Set(['Name', 'Identity', 'Guid', 'Id']);

function isNamesAlone(only: readonly string[] | undefined): boolean {
  return only?.every((name) => names.has(name)) === true;
}

/** Where an object has no name, that of the place where it is. */
function namesOf(row: OutputObject, { container }: OutputForm): Readonly<Record<string, unknown>> {
  const Name = typeof row['Name'] === 'string' ? row['Name'] : (container(row)[0] ?? '');
  const Identity = row['Identity'] ?? Name;
  return { Name, Identity, Guid: row['Guid'] ?? null, Id: Identity };
}

/** How a value of a parameter is shown. */
type Writer = (value: unknown) => unknown;

const known = new WeakMap<OutputForm, ReadonlyMap<string, Writer>>();

/** Lists have thousands of objects: what depends on the kind alone is found out once. */
function writersOf(kind: ObjectKind, form: OutputForm): ReadonlyMap<string, Writer> {
  const writers = known.get(form) ?? madeWriters(kind, form);
  known.set(form, writers);
  return writers;
}

function madeWriters(kind: ObjectKind, { flags = [], hidden = [] }: OutputForm): ReadonlyMap<string, Writer> {
  const schemas = parameterSchemas(kind) as Readonly<Record<string, ValueSchema>>;
  const shown = Object.entries(schemas).filter(([name]) => name !== 'Name' && !hidden.includes(name));
  return new Map(
    shown.map(([name, schema]) => {
      const written = valueWriter(kind, name, unitOf(schema));
      const isFlags = flags.includes(name);
      return [name, (value) => (isFlags && Array.isArray(value) ? flagsOf(value) : written(value))];
    }),
  );
}

function flagsOf(value: readonly unknown[]): unknown {
  return flagsValue(value.length === 0 ? ['None'] : value.map(String));
}

function valueWriter(kind: ObjectKind, name: string, unit: string | undefined): Writer {
  // Address spaces as an administrator writes them; an optional list that is not said is an empty one.
  const plain: Writer = unit === undefined ? (value) => value : (value) => writtenValue(kind, name, value);
  const numbers: Readonly<Record<string, (value: number) => unknown>> = { ms: spanValue, octets: sizeValue };
  const number = unit === undefined ? undefined : numbers[unit];
  return (value) => {
    if (typeof value !== 'number') return value === undefined ? null : plain(value);
    return number === undefined ? value : number(value);
  };
}

/**
 * What every object of Exchange ends with, in its order. ExchangeVersion, ObjectCategory, OrganizationId and OriginatingServer
 * say something about an Active Directory, of which there is none.
 */
function identityOf(row: OutputObject, form: OutputForm): OutputObject {
  const { container: containerOf, objectClass } = form;
  const { WhenCreated, WhenChanged } = row;
  const { Name, Identity, Guid, Id } = namesOf(row, form);
  const container = containerOf(row);
  const [created, changed] = [timeOrNull(numberOf(WhenCreated)), timeOrNull(numberOf(WhenChanged))];
  const path = typeof row['Name'] === 'string' ? [row['Name'], ...container] : container;
  const DistinguishedName = path.map((each) => `CN=${each.replaceAll(/[,\\]/g, String.raw`\$&`)}`).join(',');
  return {
    Name,
    DistinguishedName,
    Identity,
    Guid,
    ...(objectClass !== undefined && { ObjectClass: ['top', ...objectClass] }),
    WhenChanged: changed,
    WhenCreated: created,
    WhenChangedUTC: changed,
    WhenCreatedUTC: created,
    Id,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
