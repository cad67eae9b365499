import { randomUUID } from 'node:crypto';

import { loginKey } from '@mailyard/schema';
import type { Redis } from 'ioredis';

import { adminUser } from '../../password/file-admin-password.js';
import { administratorsChanged, type AdministratorChanges } from '../administrator-changes.js';
import { RecentReads } from '../recent-reads.js';
import { builtInAdministrator, type Administrator } from './administrator.js';

/** Name in its comparable form → account. */
const key = '{mailyard}:administrators';

/** Of an account that somebody else changed meanwhile, nothing is written. */
const replaceScript = `
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('PUBLISH', ARGV[4], '')
return 1
`;

const attemptsMax = 10;

/** The accounts of the admin centre, which all its replicas share. */
export class Administrators {
  /** All of them under one key: how long an answer takes does not tell whether a name is known. */
  readonly #recent: RecentReads<ReadonlyMap<string, Administrator>>;

  constructor(
    private readonly redis: Redis,
    changes?: AdministratorChanges,
  ) {
    this.#recent = new RecentReads(async () => byName(await this.list()), changes);
  }

  /** Makes the built-in account where there is none. */
  async ensureBuiltIn(): Promise<void> {
    await this.add(builtInAdministrator(adminUser, { guid: randomUUID(), createdAt: Date.now() }));
  }

  async find(name: string): Promise<Administrator | undefined> {
    const text = await this.redis.hget(key, loginKey(name));
    return text === null ? undefined : accountOf(text);
  }

  /** As it was at most a second ago, for whoever asks with every request. */
  async recent(name: string): Promise<Administrator | undefined> {
    return (await this.#recent.of(key))?.get(loginKey(name));
  }

  /** By name. */
  async list(): Promise<readonly Administrator[]> {
    const texts = await this.redis.hvals(key);
    return texts.map(accountOf).toSorted((one, other) => one.name.localeCompare(other.name));
  }

  /** False: somebody has that name. */
  async add(account: Administrator): Promise<boolean> {
    const field = loginKey(account.name);
    const text = JSON.stringify(account);
    const done = this.redis.multi().hsetnx(key, field, text).publish(administratorsChanged, '').exec();
    return (await done)?.[0]?.[1] === 1;
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
      const isDone = await this.#replace(field, known, JSON.stringify(changed));
      if (isDone) return changed;
    }
    throw new Error(`${name} is changed by others all the time`);
  }

  /** False: nobody has that name. */
  async remove(name: string): Promise<boolean> {
    const done = this.redis.multi().hdel(key, loginKey(name)).publish(administratorsChanged, '').exec();
    return (await done)?.[0]?.[1] === 1;
  }

  async #replace(field: string, known: string, changed: string): Promise<boolean> {
    return (await this.redis.eval(replaceScript, 1, key, field, known, changed, administratorsChanged)) === 1;
  }
}

function byName(accounts: readonly Administrator[]): ReadonlyMap<string, Administrator> {
  return new Map(accounts.map((account) => [loginKey(account.name), account]));
}

function accountOf(text: string): Administrator {
  return JSON.parse(text) as Administrator;
}
