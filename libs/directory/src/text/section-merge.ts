import {
  identityKey,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import type { Problem } from '@mailyard/schema';
import { without, type Written } from './written.js';

/** An object that comes of a text. */
export interface Entry {
  /** As it is to be, before its schema judges it. */
  readonly object: Written & { readonly Guid: string };
  /** What the text says of it, and its place there; nothing for what is so without being told. */
  readonly said?: { readonly written: Written; readonly at: number };
  /** What the text changes; nothing for a new object. */
  readonly known?: DirectoryObject;
}

export interface MergeOptions {
  readonly current: OrganizationObjects;
  readonly newGuid: () => string;
  /** Where a new object begins, and where a parameter goes back to that the text takes away. */
  readonly defaultsOf?: (written: Written) => Written;
}

/**
 * A section's objects on top of those of the same Guid or name: what is not said of one stays as it is, and `null`
 * takes a parameter back to what a new object has.
 */
export function mergeSection(
  kind: ObjectKind,
  section: readonly Written[],
  { current, newGuid, defaultsOf = () => ({}) }: MergeOptions,
): readonly Entry[] {
  const find = finder(kind, current);
  return section.map((written, at) => {
    const known = find(written);
    const defaults = defaultsOf(written);
    const Guid = known?.Guid ?? writtenGuid(written) ?? newGuid();
    const object = { ...(known ?? defaults), ...withDefaults(written, defaults), Guid };
    return { object, said: { written, at }, ...(known === undefined ? {} : { known }) };
  });
}

/** What is so without being told. */
export function implied(object: Written & { readonly Guid: string }): Entry {
  return { object };
}

/** The object that a text means: by Guid, else by name. */
export function finder(
  kind: ObjectKind,
  current: OrganizationObjects,
): (written: Written) => DirectoryObject | undefined {
  const list: readonly DirectoryObject[] = current[kind];
  const byGuid = new Map(list.map((object) => [object.Guid.toLowerCase(), object]));
  const byName = new Map(list.map((object) => [identityKey(kind, object), object]));
  return (written) =>
    byGuid.get(writtenGuid(written)?.toLowerCase() ?? '') ?? byName.get(identityKey(kind, written));
}

/** An object that a section names twice would be changed twice, in an order that nobody sees. */
export function namedTwice(kind: ObjectKind, entries: readonly Entry[]): readonly Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ object, said }) => {
    const key = identityKey(kind, object);
    const again = said !== undefined && (seen.has(object.Guid) || seen.has(key));
    seen.add(object.Guid).add(key);
    const name = kind === 'Credentials' ? 'Login' : 'Name';
    return again ? [{ path: [kind, said.at, name], reason: 'is in this section already' }] : [];
  });
}

/** What is no text is left to the schema. */
function writtenGuid({ Guid }: Written): string | undefined {
  return Guid === undefined || typeof Guid === 'string' ? Guid : JSON.stringify(Guid);
}

function withDefaults(written: Written, defaults: Written): Written {
  const entries = Object.entries(without(written, 'Guid'));
  return Object.fromEntries(entries.map(([name, value]) => [name, value === null ? defaults[name] : value]));
}
