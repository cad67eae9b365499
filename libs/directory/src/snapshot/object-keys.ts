import { kinds } from '../kinds/index.js';
import type { Reference } from '../kinds/kind.js';
import type { KindedObject } from './object-lookup.js';

/** Where an object is found: names of maps, and a key in each. A kind's name is that of the map of its Guids. */
export type Places = readonly (readonly [map: string, key: string])[];

/** By its Guid, by each index of its kind, and by what it refers to. */
export function placesOf({ kind, object }: KindedObject): Places {
  const declaration = kinds[kind];
  const places: [string, string][] = [[kind, object.Guid.toLowerCase()]];
  for (const index of declaration.indexes) {
    for (const text of index.texts(object)) places.push([index.name, index.key(text)]);
  }
  for (const { index, text } of declaration.references?.(object) ?? []) {
    places.push([referencesTo(index.name), index.key(text)]);
  }
  return places;
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
