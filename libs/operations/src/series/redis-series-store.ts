import type { Redis } from 'ioredis';

/** How fine, and how far back: each is of fixed size, whatever happens. The finest is kept in memory alone (RecentSeries). */
export const resolutions = {
  fiveSeconds: { stepMs: 5_000, slots: 12 * 60 },
  minute: { stepMs: 60_000, slots: 24 * 60 },
  quarterHour: { stepMs: 900_000, slots: 31 * 24 * 4 },
} as const;

export type Resolution = keyof typeof resolutions;

/** Undefined: nothing is known of that step. */
export type SeriesValues = readonly (number | undefined)[];

export interface SeriesRange {
  readonly resolution: Resolution;
  /** The first step and the one after the last, counted in steps since the epoch. */
  readonly from: number;
  readonly to: number;
}

/** A step's number, by which a value of the round before is told from one of this round, and the value. */
const slotBytes = 12;

/** Keeps a value for each step of a series, in rings in Redis. */
export class SeriesStore {
  readonly #redis: Redis;
  readonly #prefix: string;

  constructor({ redis, server }: { readonly redis: Redis; readonly server: string }) {
    this.#redis = redis;
    this.#prefix = `{mailyard}:series:${server.toUpperCase()}`;
  }

  /** The values of one step; what has none stays a gap. */
  async write(resolution: Resolution, step: number, values: ReadonlyMap<string, number>): Promise<void> {
    const { slots } = resolutions[resolution];
    const writing = this.#redis.pipeline();
    for (const [name, value] of values) {
      const slot = Buffer.alloc(slotBytes);
      slot.writeUInt32BE(step);
      slot.writeDoubleBE(value, 4);
      writing.setrange(this.#key(resolution, name), (step % slots) * slotBytes, slot);
    }
    await throughout(writing.exec());
  }

  async read(
    names: readonly string[],
    { resolution, from, to }: SeriesRange,
  ): Promise<readonly SeriesValues[]> {
    const keys = names.map((name) => this.#key(resolution, name));
    if (keys.length === 0) return [];
    const rings = await this.#redis.mgetBuffer(...keys);
    return rings.map((ring) =>
      Array.from({ length: Math.max(0, to - from) }, (_, at) => valueOf(ring, from + at, resolution)),
    );
  }

  /** Whether this process is the one that writes; several admin centres look, and one tells. */
  async claim(instance: string, forMs: number): Promise<boolean> {
    const key = `${this.#prefix}:writer`;
    if ((await this.#redis.set(key, instance, 'PX', forMs, 'NX')) === 'OK') return true;
    if ((await this.#redis.get(key)) !== instance) return false;
    await this.#redis.pexpire(key, forMs);
    return true;
  }

  #key(resolution: Resolution, name: string): string {
    return `${this.#prefix}:${resolution}:${name}`;
  }
}

function valueOf(ring: Buffer | null, step: number, resolution: Resolution): number | undefined {
  const at = (step % resolutions[resolution].slots) * slotBytes;
  if (ring === null || ring.length < at + slotBytes || ring.readUInt32BE(at) !== step) return undefined;
  return ring.readDoubleBE(at + 4);
}

/** A pipeline tells of a command's failure in its result only. */
async function throughout(results: Promise<readonly [Error | null, unknown][] | null>): Promise<void> {
  for (const [error] of (await results) ?? []) if (error !== null) throw error;
}
