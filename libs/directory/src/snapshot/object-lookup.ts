import {
  kinds,
  objectKinds,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import type { Index, KeptObject, Lookup } from '../kinds/lookup.js';

export interface KindedObject {
  readonly kind: ObjectKind;
  readonly object: DirectoryObject;
}

/** What a key leads to; nearly always one object. */
export type Found = DirectoryObject | readonly DirectoryObject[];

/** Objects by their keys; how they are kept is the business of those who extend it. */
export abstract class ObjectLookup implements Lookup {
  abstract at(map: string, key: string): Found | undefined;
  abstract of<K extends ObjectKind>(kind: K): Iterable<OrganizationObjects[K][number]>;

  has(index: Index, text: string): boolean {
    return this.at(index.name, index.key(text)) !== undefined;
  }

  find<T extends KeptObject>(index: Index<T>, text: string): readonly T[] {
    return listOf(this.at(index.name, index.key(text))) as readonly KeptObject[] as readonly T[];
  }

  first<T extends KeptObject>(index: Index<T>, text: string): T | undefined {
    return this.firstAt(index, index.key(text));
  }

  /** By a key that somebody made of the text already. */
  firstAt<T extends KeptObject>(index: Index<T>, key: string): T | undefined {
    const found = this.at(index.name, key);
    return (isMany(found) ? found[0] : found) as KeptObject | undefined as T | undefined;
  }

  *all<T extends KeptObject>(index: Index<T>): Iterable<T> {
    for (const kind of objectKinds) {
      if (!kinds[kind].indexes.some(({ name }) => name === index.name)) continue;
      yield* this.of(kind) as Iterable<KeptObject> as Iterable<T>;
    }
  }

  get<K extends ObjectKind>(kind: K, Guid: string): OrganizationObjects[K][number] | undefined {
    const found = this.at(kind, Guid.toLowerCase());
    return (isMany(found) ? found[0] : found) as OrganizationObjects[K][number] | undefined;
  }

  /** Of several the one that has been there longest. */
  owner(index: Index, text: string): KindedObject | undefined {
    const object = this.first(index, text);
    return object === undefined ? undefined : this.kinded(object);
  }

  kinded(found: KeptObject): KindedObject | undefined {
    for (const kind of objectKinds) {
      const object = this.get(kind, found.Guid);
      if (object === found) return { kind, object };
    }
    return undefined;
  }
}

export const isMany = (found: Found | undefined): found is readonly DirectoryObject[] => Array.isArray(found);

export const listOf = (found: Found | undefined): readonly DirectoryObject[] =>
  found === undefined ? [] : isMany(found) ? found : [found];
