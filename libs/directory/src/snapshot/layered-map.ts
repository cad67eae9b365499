/** Undefined: nothing has the key any more. */
export type MapChanges<V> = ReadonlyMap<string, V | undefined>;

/**
 * A map that never changes, and of which the next one costs what differs: below a large map that all share that come of
 * it, on top what differs from it. Once the top has grown, the two become a large map of their own.
 */
export class LayeredMap<V> {
  constructor(
    private readonly base: MapChanges<V> = new Map<string, V>(),
    private readonly top: MapChanges<V> = new Map<string, V>(),
  ) {}

  get(key: string): V | undefined {
    const value = this.top.get(key);
    return value === undefined && !this.top.has(key) ? this.base.get(key) : value;
  }

  *keys(): Iterable<string> {
    for (const [key, value] of this.base) if (value !== undefined && !this.top.has(key)) yield key;
    for (const [key, value] of this.top) if (value !== undefined) yield key;
  }

  /** The changes are the new map's from now on. */
  with(changes: MapChanges<V>): LayeredMap<V> {
    if (this.base.size === 0) return new LayeredMap(changes);
    const top = this.top.size === 0 ? changes : new Map([...this.top, ...changes]);
    // Copying the top costs each change as much as copying the base costs all of them together.
    return top.size ** 2 <= 4 * this.base.size
      ? new LayeredMap(this.base, top)
      : new LayeredMap(this.#merged(top));
  }

  #merged(top: MapChanges<V>): MapChanges<V> {
    const merged = new Map(this.base);
    for (const [key, value] of top) {
      if (value === undefined) merged.delete(key);
      else merged.set(key, value);
    }
    return merged;
  }
}
