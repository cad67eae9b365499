/** Names and what they name, in the order of their coming; names differ in more than case. */
export class NameMap<T> {
  private readonly entriesByName = new Map<string, readonly [name: string, value: T]>();

  constructor(entries: Iterable<readonly [string, T]> = []) {
    for (const [name, value] of entries) this.set(name, value);
  }

  get size(): number {
    return this.entriesByName.size;
  }

  has(name: string): boolean {
    return this.entriesByName.has(name.toLowerCase());
  }

  /** Undefined when there is none. */
  get(name: string): T | undefined {
    return this.entriesByName.get(name.toLowerCase())?.[1];
  }

  /** A name that is known keeps its place and its case. */
  set(name: string, value: T): void {
    const key = name.toLowerCase();
    this.entriesByName.set(key, [this.entriesByName.get(key)?.[0] ?? name, value]);
  }

  delete(name: string): void {
    this.entriesByName.delete(name.toLowerCase());
  }

  names(): string[] {
    return [...this.entriesByName.values()].map(([name]) => name);
  }

  entries(): (readonly [string, T])[] {
    return [...this.entriesByName.values()];
  }
}
