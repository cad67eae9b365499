import type { Redis } from 'ioredis';

import type { KeptPolicy, StsPolicyStore } from './sts-policies.js';

/** Policies in Redis: every hub of the organization knows what one has learned, and a restart forgets nothing. */
export class RedisStsPolicies implements StsPolicyStore {
  readonly #redis: Pick<Redis, 'get' | 'set'>;

  constructor(redis: Pick<Redis, 'get' | 'set'>) {
    this.#redis = redis;
  }

  async get(domain: string): Promise<KeptPolicy | undefined> {
    const text = await this.#redis.get(keyOf(domain));
    return text === null ? undefined : (JSON.parse(text) as KeptPolicy);
  }

  async put(domain: string, kept: KeptPolicy): Promise<void> {
    const seconds = Math.max(1, kept.policy.maxAgeS);
    await this.#redis.set(keyOf(domain), JSON.stringify(kept), 'EX', seconds);
  }
}

function keyOf(domain: string): string {
  return `mailyard:mta-sts:${domain}`;
}
