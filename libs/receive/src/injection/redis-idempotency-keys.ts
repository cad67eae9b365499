import { createHash } from 'node:crypto';

import type { Redis } from 'ioredis';

/** As long as a key is kept; the hub remembers its messages a little longer. */
export const keptSeconds = 86_400;

/** What a message that is sent again under its key has to be again. Plain JSON. */
export interface KeyTerms {
  /** Its GUID is made of it. */
  readonly seed: string;
  /** Whose hubs know whether it was accepted. */
  readonly server: string;
}

/**
 * What was ordered under which Idempotency-Key, before anybody is asked to accept it: whoever comes again, whatever has died in
 * between, has the same message at the same server, where it counts once (ADR 43). Bodies are kept as digests alone.
 */
export class IdempotencyKeys {
  constructor(private readonly redis: Redis) {}

  /** The terms of the first order under that name; those that are given, if it is this one. */
  async open(name: string, fresh: KeyTerms): Promise<KeyTerms> {
    const key = keyOf(name, 'terms');
    const before = await this.redis.set(key, JSON.stringify(fresh), 'EX', keptSeconds, 'NX', 'GET');
    return before === null ? fresh : (JSON.parse(before) as KeyTerms);
  }

  /** False: under that name something else was ordered. */
  async isSame(name: string, digest: string): Promise<boolean> {
    const before = await this.redis.set(keyOf(name, 'body'), digest, 'EX', keptSeconds, 'NX', 'GET');
    return before === null || before === digest;
  }
}

/** Of an application; others may choose the same keys. */
export function nameOfKey(application: string, key: string): string {
  return `${application.toLowerCase()}:${createHash('sha256').update(key).digest('base64url')}`;
}

function keyOf(name: string, what: 'terms' | 'body'): string {
  return `{mailyard}:send:${what}:${name}`;
}
