import { nameOf, type DirectoryObject, type ObjectKind } from '../kinds/index.js';

/** From so many objects on the list is gone through, or sorted, as a whole. */
const fewBelow = 100;

/** A copy without some objects. */
export function without<T>(list: readonly T[], gone: ReadonlyMap<T, unknown>): T[] {
  if (gone.size >= fewBelow) return list.filter((object) => !gone.has(object));
  // To find one in a list is far cheaper than to ask of each whether it goes.
  const kept = list.slice();
  for (const object of gone.keys()) {
    const place = kept.indexOf(object);
    if (place !== -1) kept.splice(place, 1);
  }
  return kept;
}

/** Adds objects where they stand by their names; the list is the caller's own. */
export function withAdded(
  kind: ObjectKind,
  list: DirectoryObject[],
  added: readonly DirectoryObject[],
): readonly DirectoryObject[] {
  if (added.length >= fewBelow) return sortedByName(kind, list.concat(added));
  for (const object of added) {
    const name = nameOf(kind, object);
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = list[middle];
      if (other !== undefined && compareNames(nameOf(kind, other), name) <= 0) low = middle + 1;
      else high = middle;
    }
    list.splice(low, 0, object);
  }
  return list;
}

function sortedByName(kind: ObjectKind, list: readonly DirectoryObject[]): readonly DirectoryObject[] {
  const named = list.map((object) => ({ name: nameOf(kind, object), object }));
  return named.sort((a, b) => compareNames(a.name, b.name)).map(({ object }) => object);
}

const compareNames = (a: string, b: string): number => a.localeCompare(b, 'en');
