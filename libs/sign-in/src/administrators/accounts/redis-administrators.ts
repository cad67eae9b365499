import { randomUUID } from 'node:crypto';

import { loginKey } from '@mailyard/schema';
import type { Redis } from 'ioredis';

import { adminUser } from '../../password/file-admin-password.js';
import { builtInAdministrator, type Administrator } from './administrator.js';

/** Name in its comparable form → account. */
const key = '{mailyard}:administrators';

/** Of an account that somebody else changed meanwhile, nothing is written. */
const replaceScript = `
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
`;

const attemptsMax = 10;

/** The accounts of the admin centre, which all its replicas share. */
export class Administrators {
  constructor(private readonly redis: Redis) {}

  /** Makes the built-in account where there is none. */
  async ensureBuiltIn(): Promise<void> {
    await this.add(builtInAdministrator(adminUser, { guid: randomUUID(), createdAt: Date.now() }));
  }

  async find(name: string): Promise<Administrator | undefined> {
    const text = await this.redis.hget(key, loginKey(name));
    return text === null ? undefined : accountOf(text);
  }

  /** By name. */
  async list(): Promise<readonly Administrator[]> {
    const texts = await this.redis.hvals(key);
    return texts.map(accountOf).toSorted((one, other) => one.name.localeCompare(other.name));
  }

  /** False: somebody has that name. */
  async add(account: Administrator): Promise<boolean> {
    return (await this.redis.hsetnx(key, loginKey(account.name), JSON.stringify(account))) === 1;
  }

  /**
   * Writes what `change` makes of the account, which is asked again when somebody else was faster; what it throws ends
   * that. Undefined: nobody has that name.
   */
  async change(
    name: string,
    change: (account: Administrator) => Administrator,
  ): Promise<Administrator | undefined> {
    const field = loginKey(name);
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      // Each attempt is about what the one before has found.
      // eslint-disable-next-line no-await-in-loop
      const known = await this.redis.hget(key, field);
      if (known === null) return undefined;
      const changed = change(accountOf(known));
      // eslint-disable-next-line no-await-in-loop
      const isDone = await this.redis.eval(replaceScript, 1, key, field, known, JSON.stringify(changed));
      if (isDone === 1) return changed;
    }
    throw new Error(`${name} is changed by others all the time`);
  }

  /** False: nobody has that name. */
  async remove(name: string): Promise<boolean> {
    return (await this.redis.hdel(key, loginKey(name))) === 1;
  }
}

function accountOf(text: string): Administrator {
  return JSON.parse(text) as Administrator;
}
