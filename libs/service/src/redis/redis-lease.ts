import type { Redis } from 'ioredis';

/** KEYS: the lease. ARGV: who asks, for how many milliseconds. Returns who holds it, and for how long. */
const take = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return {holder, redis.call('PTTL', KEYS[1])} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {ARGV[1], tonumber(ARGV[2])}`;

/** A lease that was given back is not left lying for longer. */
const othersMs = 5_000;

/** KEYS: the lease. ARGV: who gives it back. */
const giveBack = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`;

export interface RedisLeaseOptions {
  readonly redis: Redis;
  readonly key: string;
  readonly holder: string;
  /** After so long without a renewal somebody else may have it. */
  readonly leaseMs: number;
  /** How often it is renewed. Default: three times within the lease. */
  readonly renewalMs?: number;
}

/**
 * One of several processes does something. For what does no harm when it is done twice: a process that stands still for
 * longer than the lease goes on when it wakes up.
 */
export class RedisLease {
  readonly #options: RedisLeaseOptions;
  #renewAt = 0;
  #heldBy: string | undefined;

  constructor(options: RedisLeaseOptions) {
    this.#options = options;
  }

  /** Whose it is; asks Redis as often as the lease is renewed. */
  async holder(): Promise<string> {
    const { redis, key, holder, leaseMs, renewalMs = leaseMs / 3 } = this.#options;
    if (this.#heldBy !== undefined && performance.now() < this.#renewAt) return this.#heldBy;
    this.#heldBy = undefined;
    const [by, leftMs] = (await redis.eval(take, 1, key, holder, leaseMs)) as [string, number];
    this.#heldBy = by;
    const isOurs = by === holder;
    this.#renewAt = performance.now() + (isOurs ? renewalMs : Math.min(renewalMs, leftMs, othersMs));
    return by;
  }

  async isMine(): Promise<boolean> {
    return (await this.holder()) === this.#options.holder;
  }

  async release(): Promise<void> {
    const { redis, key, holder } = this.#options;
    if (this.#heldBy !== holder) return;
    this.#heldBy = undefined;
    await redis.eval(giveBack, 1, key, holder);
  }
}
