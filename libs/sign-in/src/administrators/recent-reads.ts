/** So long something is told without Redis … */
const keptMs = 1_000;
/** … and from this age on it is read anew, while whoever asks goes on with what there is. */
const renewedMs = 500;
const keptMax = 1_000;

interface Known<Value> {
  readonly value: Value;
  /** When its reading began. */
  readonly at: number;
}

/** Who hears of changes. */
export interface HeardChanges {
  readonly isHeard: boolean;
  onChange(listener: () => void): void;
}

/**
 * What every request asks Redis for, whose answer waits for the fsync of all that is written at the moment: told from
 * memory until a change is heard of, at most for a second. Where changes are not heard it is read each time.
 */
export class RecentReads<Value> {
  readonly #known = new Map<string, Known<Value>>();
  readonly #reading = new Map<string, Promise<Value | undefined>>();

  constructor(
    private readonly read: (key: string) => Promise<Value | undefined>,
    private readonly changes: HeardChanges | undefined,
    private readonly clock: () => number = () => performance.now(),
  ) {
    changes?.onChange(() => this.#forgetAll());
  }

  async of(key: string): Promise<Value | undefined> {
    if (this.changes?.isHeard !== true) return this.read(key);
    const known = this.#known.get(key);
    const age = known === undefined ? Infinity : this.clock() - known.at;
    if (known !== undefined && age < renewedMs) return known.value;
    const newer = this.#reading.get(key) ?? this.#anew(key);
    if (known === undefined || age >= keptMs) return newer;
    // Who comes when it is too old reads again, and hears why that is not possible.
    newer.catch(() => undefined);
    return known.value;
  }

  /** A reading that is under way does not count any more either. */
  forget(key: string): void {
    this.#known.delete(key);
    this.#reading.delete(key);
  }

  #forgetAll(): void {
    this.#known.clear();
    this.#reading.clear();
  }

  async #anew(key: string): Promise<Value | undefined> {
    const at = this.clock();
    const reading = this.read(key);
    this.#reading.set(key, reading);
    const isNewest = () => this.#reading.get(key) === reading;
    try {
      const value = await reading;
      if (isNewest()) this.#keep(key, value, at);
      return value;
    } finally {
      if (isNewest()) this.#reading.delete(key);
    }
  }

  /** What is not there is not kept: of names and values that somebody makes up there is no end. */
  #keep(key: string, value: Value | undefined, at: number): void {
    this.#known.delete(key);
    if (value === undefined) return;
    this.#known.set(key, { value, at });
    const oldest = this.#known.keys().next();
    if (this.#known.size > keptMax && !oldest.done) this.#known.delete(oldest.value);
  }
}
