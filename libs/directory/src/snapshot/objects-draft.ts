import {
  noObjects,
  objectKinds,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import { IndexedObjects } from './indexed-objects.js';
import { LayeredMap } from './layered-map.js';
import { forEachPlace, referencesTo, textsOf } from './object-keys.js';
import { withAdded, without } from './object-lists.js';
import { isMany, listOf, ObjectLookup, type Found, type KindedObject } from './object-lookup.js';

/** The objects of the next revision while they are put together; costs what differs from those of the former one. */
export class ObjectsDraft extends ObjectLookup {
  readonly #changed = new Map<string, Map<string, Found | undefined>>();
  /** Lists that only this draft has, and may change. */
  readonly #own = new WeakMap<readonly DirectoryObject[], DirectoryObject[]>();
  readonly #gone = new Map<DirectoryObject, ObjectKind>();
  readonly #added = new Map<ObjectKind, DirectoryObject[]>();

  constructor(private readonly former: IndexedObjects = noIndexedObjects) {
    super();
  }

  override at(map: string, key: string): Found | undefined {
    const changed = this.#changed.get(map);
    return changed?.has(key) === true ? changed.get(key) : this.former.at(map, key);
  }

  override *of<K extends ObjectKind>(kind: K): Iterable<OrganizationObjects[K][number]> {
    for (const object of this.former.lists[kind]) if (!this.#gone.has(object)) yield object;
    yield* (this.#added.get(kind) ?? []) as Iterable<OrganizationObjects[K][number]>;
  }

  add(kind: ObjectKind, object: DirectoryObject): void {
    const added = this.#added.get(kind);
    if (added === undefined) this.#added.set(kind, [object]);
    else added.push(object);
    forEachPlace({ kind, object }, (map, key) => this.#put(map, key, object));
  }

  /** Of the former objects; nothing when there is no such object. */
  remove(kind: ObjectKind, Guid: string): void {
    const object = this.former.get(kind, Guid);
    if (object === undefined || this.#gone.has(object)) return;
    this.#gone.set(object, kind);
    forEachPlace({ kind, object }, (map, key) => this.#take(map, key, object));
  }

  /** What stays, and refers to objects that were removed or have become others. */
  touched(): readonly KindedObject[] {
    const touched = new Set<DirectoryObject>();
    for (const { index, text } of this.#goneObjects().flatMap(textsOf)) {
      for (const object of listOf(this.at(referencesTo(index.name), index.key(text)))) touched.add(object);
    }
    for (const added of this.#added.values()) for (const object of added) touched.delete(object);
    return [...touched].flatMap((object) => this.kinded(object) ?? []);
  }

  /** What was put together; nothing more is to be done to the draft. */
  done(lists = this.#lists()): IndexedObjects {
    const maps = new Map(this.former.maps);
    for (const [map, changes] of this.#changed) {
      maps.set(map, (maps.get(map) ?? new LayeredMap<Found>()).with(changes));
    }
    return new IndexedObjects(lists, maps);
  }

  #put(map: string, key: string, object: DirectoryObject): void {
    const changed = this.#changesOf(map);
    const found = changed.get(key) ?? (changed.has(key) ? undefined : this.former.at(map, key));
    if (found === undefined) changed.set(key, object);
    else if (!isMany(found)) {
      if (found !== object) this.#ownList(map, key, [found]).push(object);
    } else {
      const list = this.#ownList(map, key, found);
      // What has a key twice, such as one address in two forms, comes twice in turn.
      if (list.at(-1) !== object) list.push(object);
    }
  }

  #take(map: string, key: string, object: DirectoryObject): void {
    const found = this.at(map, key);
    if (found === object) this.#changesOf(map).set(key, undefined);
    if (!isMany(found)) return;
    const list = this.#ownList(map, key, found);
    const place = list.indexOf(object);
    if (place !== -1) list.splice(place, 1);
    if (list.length === 1) this.#changesOf(map).set(key, list[0]);
  }

  #changesOf(map: string): Map<string, Found | undefined> {
    const known = this.#changed.get(map);
    if (known !== undefined) return known;
    const changes = new Map<string, Found | undefined>();
    this.#changed.set(map, changes);
    return changes;
  }

  #ownList(map: string, key: string, found: readonly DirectoryObject[]): DirectoryObject[] {
    const own = this.#own.get(found);
    if (own !== undefined) return own;
    const list = found.slice();
    this.#own.set(list, list);
    this.#changesOf(map).set(key, list);
    return list;
  }

  #goneObjects(): readonly KindedObject[] {
    return Array.from(this.#gone, ([object, kind]) => ({ kind, object }));
  }

  #lists(): OrganizationObjects {
    const lists: Record<ObjectKind, readonly DirectoryObject[]> = { ...this.former.lists };
    for (const kind of new Set([...this.#gone.values(), ...this.#added.keys()])) {
      const kept = without<DirectoryObject>(this.former.lists[kind], this.#gone);
      lists[kind] = withAdded(kind, kept, this.#added.get(kind) ?? []);
    }
    return lists as OrganizationObjects;
  }
}

export const noIndexedObjects = new IndexedObjects(noObjects, new Map());

/** Lists stay in the order that they have. */
export function indexedObjects(lists: OrganizationObjects): IndexedObjects {
  const draft = new ObjectsDraft();
  for (const kind of objectKinds) for (const object of lists[kind]) draft.add(kind, object);
  return draft.done(lists);
}
