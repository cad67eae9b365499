import { kinds } from '../kinds/index.js';
import type { Reference } from '../kinds/lookup.js';
import type { KindedObject } from './object-lookup.js';

/**
 * Tells every place where an object is found, as the name of a map and a key in it: by its Guid, in the map that bears the name of
 * its kind, by each index of the kind, and by what it refers to.
 */
export function forEachPlace({ kind, object }: KindedObject, tell: (map: string, key: string) => void): void {
  const declaration = kinds[kind];
  tell(kind, object.Guid.toLowerCase());
  for (const index of declaration.indexes) {
    for (const text of index.texts(object)) tell(index.name, index.key(text));
  }
  for (const { index, text } of declaration.references?.(object) ?? []) {
    tell(referencesTo(index.name), index.key(text));
  }
}

/** Every text of an object in every index of its kind. */
export function textsOf({ kind, object }: KindedObject): readonly Reference[] {
  return kinds[kind].indexes.flatMap((index) => index.texts(object).map((text) => ({ index, text })));
}

const referenceMaps = new Map<string, string>();

/** The map of those who refer to what is found by an index. */
export function referencesTo(index: string): string {
  const known = referenceMaps.get(index);
  if (known !== undefined) return known;
  // Kept, since maps are quicker at a text that they have seen.
  const name = `references to ${index}`;
  referenceMaps.set(index, name);
  return name;
}
