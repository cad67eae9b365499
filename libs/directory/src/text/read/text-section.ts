import { randomUUID } from 'node:crypto';

import type { Problem } from '@mailyard/schema';

import { identityKey, kinds, type DirectoryObject, type ObjectKind } from '../../kinds/index.js';
import type { KeptObject } from '../../kinds/lookup.js';
import { sourceOf } from '../../kinds/recipients/recipient.js';
import {
  without,
  type Entry,
  type Section,
  type SectionPlan,
  type TextForm,
  type Written,
} from '../../kinds/text-form.js';

/** What all sections of a text have in common. */
export type TextBasis = Pick<
  Section,
  'current' | 'prune' | 'server' | 'fqdn' | 'serverRole' | 'passwords' | 'secrets'
>;

interface SectionOptions {
  readonly written: readonly Written[] | undefined;
  readonly objects: readonly DirectoryObject[];
  readonly basis: TextBasis;
  readonly planOf: (kind: string) => SectionPlan;
}

export function planSection(kind: ObjectKind, options: SectionOptions): SectionPlan | Promise<SectionPlan> {
  const section = sectionOf(kind, options);
  return kinds[kind].text.section?.(section) ?? plainPlan(kind, section);
}

/** What a text says of a kind, and what is built in and missing. */
function plainPlan(kind: ObjectKind, section: Section<DirectoryObject>): SectionPlan {
  const { builtIn = [] } = kinds[kind];
  const { written, known, merge, implied, unnamed } = section;
  const defaults = new Map(builtIn.map((object) => [identityKey(kind, object), object]));
  const entries = merge(written ?? [], {
    defaultsOf: (each) => ({ ...defaults.get(identityKey(kind, each)) }),
  });
  const named = new Set(entries.map(({ object }) => identityKey(kind, object)));
  const missing = builtIn.filter(
    (object) => known(object) === undefined && !named.has(identityKey(kind, object)),
  );
  return {
    entries: [...missing.map((object) => implied(object)), ...entries],
    unmentioned:
      written === undefined
        ? []
        : unnamed(entries).filter((object) => !defaults.has(identityKey(kind, object))),
  };
}

function sectionOf(
  kind: ObjectKind,
  { written, objects, basis, planOf }: SectionOptions,
): Section<DirectoryObject> {
  const known = finder(kind, objects);
  return {
    ...basis,
    written,
    objects,
    planOf,
    known,
    merge: (section, { defaultsOf = () => ({}), onto } = {}) => {
      const find = onto === undefined ? known : finder(kind, onto);
      return section.map((each, at) => {
        const entailed = (given: Written) => kinds[kind].entailed?.(given, known(each));
        const basis = { known: find(each), defaults: defaultsOf(each), entailed };
        return entryOf({ written: each, at }, basis, kinds[kind].text);
      });
    },
    implied: (object) => ({ object: { ...object, Guid: writtenGuid(object) ?? randomUUID() } }),
    unnamed: (entries) => {
      const named = new Set(entries.map((entry) => entry.known?.Guid));
      // What comes from a directory source is in no text, and goes with none.
      return objects.filter((object) => !named.has(object.Guid) && sourceOf(object) === undefined);
    },
  };
}

interface EntryBasis {
  readonly known: KeptObject | undefined;
  readonly defaults: Written;
  readonly entailed: (given: Written) => Written | undefined;
}

function entryOf(
  said: NonNullable<Entry['said']>,
  { known, defaults, entailed }: EntryBasis,
  { textOnly = {} }: TextForm,
): Entry {
  const own = without(said.written, 'Guid', ...Object.keys(textOnly));
  const values = Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name, value === null ? defaults[name] : value]),
  );
  const Guid = known?.Guid ?? writtenGuid(said.written) ?? randomUUID();
  const object = { ...(known ?? defaults), ...entailed(values), ...values, Guid };
  return { object, said, ...(known === undefined ? {} : { known }) };
}

/** The object that a text means: by Guid, else by name. */
function finder<T extends KeptObject>(
  kind: ObjectKind,
  objects: readonly T[],
): (written: Written) => T | undefined {
  const byGuid = new Map(objects.map((object) => [object.Guid.toLowerCase(), object]));
  const byName = new Map(objects.map((object) => [identityKey(kind, object), object]));
  return (written) =>
    byGuid.get(writtenGuid(written)?.toLowerCase() ?? '') ?? byName.get(identityKey(kind, written));
}

/** What is no text is left to the schema. */
function writtenGuid({ Guid }: Written): string | undefined {
  return Guid === undefined || typeof Guid === 'string' ? Guid : JSON.stringify(Guid);
}

/** An object that a section names twice would be changed twice, in an order that nobody sees. */
export function namedTwice(kind: ObjectKind, entries: readonly Entry[]): readonly Problem[] {
  const seen = new Set<string>();
  const parameter = kinds[kind].identity?.parameters.at(-1) ?? 'Guid';
  return entries.flatMap(({ object, said }) => {
    const key = identityKey(kind, object);
    const again = said !== undefined && (seen.has(object.Guid) || seen.has(key));
    seen.add(object.Guid).add(key);
    return again ? [{ path: [kind, said.at, parameter], reason: 'is in this section already' }] : [];
  });
}
