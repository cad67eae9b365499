import {
  kinds,
  objectKinds,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import type { Index, KeptObject, Lookup, Reference } from '../kinds/kind.js';

export interface KindedObject {
  readonly kind: ObjectKind;
  readonly object: DirectoryObject;
}

/** The objects of an organization by all that they are found by, and by all that they refer to. */
export class ObjectIndex implements Lookup {
  readonly #found = new KeyMap();
  readonly #referring = new KeyMap();
  readonly #byGuid = new Map<string, KindedObject>();

  constructor(objects?: OrganizationObjects) {
    if (objects === undefined) return;
    for (const kind of objectKinds) for (const object of objects[kind]) this.add({ kind, object });
  }

  add(item: KindedObject): void {
    this.#byGuid.set(guidKey(item.kind, item.object.Guid), item);
    for (const { index, text } of keysOf(item)) this.#found.add(index, index.key(text), item);
    for (const { index, text } of kinds[item.kind].references?.(item.object) ?? []) {
      this.#referring.add(index, index.key(text), item);
    }
  }

  byGuid(kind: ObjectKind, guid: string): KindedObject | undefined {
    return this.#byGuid.get(guidKey(kind, guid));
  }

  has(index: Index, text: string): boolean {
    return this.owners(index, text).length > 0;
  }

  *find<T extends KeptObject>(index: Index<T>, text: string): Iterable<T> {
    for (const { object } of this.owners(index, text)) yield object as KeptObject as T;
  }

  *all<T extends KeptObject>(index: Index<T>): Iterable<T> {
    for (const { object } of this.#found.all(index)) yield object as KeptObject as T;
  }

  owners(index: Index, text: string): readonly KindedObject[] {
    return this.#found.get(index, index.key(text));
  }

  referrers(index: Index, text: string): readonly KindedObject[] {
    return this.#referring.get(index, index.key(text));
  }
}

/** Every text of an object in every index of its kind. */
export function keysOf({ kind, object }: KindedObject): readonly Reference[] {
  return kinds[kind].indexes.flatMap((index) => index.texts(object).map((text) => ({ index, text })));
}

class KeyMap {
  readonly #items = new Map<Index, Map<string, KindedObject[]>>();

  add(index: Index, key: string, item: KindedObject): void {
    const keys = this.#items.get(index) ?? new Map<string, KindedObject[]>();
    this.#items.set(index, keys);
    const list = keys.get(key);
    if (list === undefined) keys.set(key, [item]);
    else if (list.at(-1) !== item) list.push(item);
  }

  get(index: Index, key: string): readonly KindedObject[] {
    return this.#items.get(index)?.get(key) ?? [];
  }

  *all(index: Index): Iterable<KindedObject> {
    for (const items of this.#items.get(index)?.values() ?? []) yield* items;
  }
}

function guidKey(kind: ObjectKind, guid: string): string {
  return `${kind}/${guid.toLowerCase()}`;
}
