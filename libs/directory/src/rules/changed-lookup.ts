import type { Index, KeptObject, Lookup } from '../kinds/kind.js';
import type { KindedObject, ObjectIndex } from './object-index.js';

interface Changes {
  readonly added: ObjectIndex;
  readonly gone?: ReadonlySet<object>;
}

/** What an organization finds after a change, as far as it has been made; the index of the one before is not touched. */
export class ChangedLookup implements Lookup {
  readonly #added: ObjectIndex;
  readonly #gone: ReadonlySet<object>;

  constructor(
    private readonly before: ObjectIndex,
    { added, gone = new Set() }: Changes,
  ) {
    this.#added = added;
    this.#gone = gone;
  }

  isGone(object: object): boolean {
    return this.#gone.has(object);
  }

  has(index: Index, text: string): boolean {
    return this.owner(index, text) !== undefined;
  }

  *find<T extends KeptObject>(index: Index<T>, text: string): Iterable<T> {
    for (const object of this.before.find(index, text)) if (!this.isGone(object)) yield object;
    yield* this.#added.find(index, text);
  }

  *all<T extends KeptObject>(index: Index<T>): Iterable<T> {
    for (const object of this.before.all(index)) if (!this.isGone(object)) yield object;
    yield* this.#added.all(index);
  }

  /** Of several the one that has been there longest. */
  owner(index: Index, text: string): KindedObject | undefined {
    for (const item of this.before.owners(index, text)) if (!this.isGone(item.object)) return item;
    return this.#added.owners(index, text)[0];
  }

  byGuid(kind: KindedObject['kind'], guid: string): KindedObject | undefined {
    const item = this.before.byGuid(kind, guid);
    return item !== undefined && !this.isGone(item.object) ? item : this.#added.byGuid(kind, guid);
  }
}
