import type { Redis } from 'ioredis';

const key = '{mailyard}:relay-client-owners';

/** Who answers for the hosts and logins that relay: notes of administrators, of which no service knows. */
export class RelayClientOwners {
  constructor(private readonly redis: Redis) {}

  /** By address or login, in small letters. */
  all(): Promise<Readonly<Record<string, string>>> {
    return this.redis.hgetall(key);
  }

  /** Null: nobody does any more. */
  async set(client: string, owner: string | null): Promise<void> {
    const field = client.toLowerCase();
    if (owner === null) await this.redis.hdel(key, field);
    else await this.redis.hset(key, field, owner);
  }
}
