import { loginKey } from '@mailyard/schema';
import type { Redis } from 'ioredis';

/** Of whom: those who send mail, or those who sign in to the admin centre; a name may be that of both. */
export type SignedInTo = 'mail' | 'administration';

/** A program that signs in again and again is noted so often. */
const oftenMs = 60_000;
const rememberedMax = 10_000;

/** When somebody signed in last, to the minute. Only names that signed in are in it. */
export class LastSignIns {
  readonly #key: string;
  /** What this process has noted, by login. */
  readonly #noted = new Map<string, number>();

  constructor(
    private readonly redis: Redis,
    to: SignedInTo,
  ) {
    this.#key = `{mailyard}:last-sign-ins:${to}`;
  }

  /** Nobody waits for it. */
  note(login: string): void {
    const [field, now] = [loginKey(login), Date.now()];
    if (now - (this.#noted.get(field) ?? 0) < oftenMs) return;
    if (this.#noted.size >= rememberedMax) this.#noted.clear();
    this.#noted.set(field, now);
    // What Redis does not take is noted at the next sign-in.
    this.redis.hset(this.#key, field, now).catch(() => this.#noted.delete(field));
  }

  /** Milliseconds since the epoch, by login in its comparable form. */
  async all(): Promise<ReadonlyMap<string, number>> {
    const found = await this.redis.hgetall(this.#key);
    return new Map(Object.entries(found).map(([login, at]) => [login, Number(at)]));
  }
}
