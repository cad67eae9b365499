import type { Redis } from 'ioredis';

/** Whoever has not been there for so long begins anew. */
const keptSeconds = 400 * 86_400;
const sharedKey = '{mailyard}:searches';

/** A search that somebody keeps, for one of the pages. */
export interface SavedSearch {
  readonly name: string;
  /** As its owner signs in. */
  readonly owner: string;
  /** Whose search box it is for: `messages`, `tracking`. */
  readonly page: string;
  readonly text: string;
  /** Everybody who signs in sees it. */
  readonly shared: boolean;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
}

/** What administrators keep for themselves, by the Guid of their account: the organization knows nothing of it. */
export class PersonalSettings {
  constructor(private readonly redis: Redis) {}

  /** JSON by name. */
  async preferences(account: string): Promise<Readonly<Record<string, string>>> {
    return this.#read(keyOf('preferences', account));
  }

  /** Undefined: is kept no longer. */
  async setPreferences(
    account: string,
    changed: Readonly<Record<string, string | undefined>>,
  ): Promise<Readonly<Record<string, string>>> {
    const key = keyOf('preferences', account);
    const entries = Object.entries(changed);
    const kept = entries.flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
    const gone = entries.flatMap(([name, value]) => (value === undefined ? [name] : []));
    const writing = this.redis.multi();
    if (kept.length > 0) writing.hset(key, ...kept);
    if (gone.length > 0) writing.hdel(key, ...gone);
    await writing.exec();
    return this.#read(key);
  }

  /** Those of the account, and those that others share. */
  async searches(account: string): Promise<readonly SavedSearch[]> {
    const found = Object.entries(await this.redis.hgetall(sharedKey));
    return found
      .map(([field, text]) => ({ isOwn: field.startsWith(`${account} `), search: parsed(text) }))
      .filter(({ isOwn, search }) => isOwn || search.shared)
      .map(({ search }) => search)
      .toSorted((one, other) => one.name.localeCompare(other.name));
  }

  async saveSearch(account: string, search: SavedSearch): Promise<void> {
    await this.redis.hset(sharedKey, fieldOf(account, search.name), JSON.stringify(search));
  }

  /** Undefined: the account has none of that name. */
  async removeSearch(account: string, name: string): Promise<SavedSearch | undefined> {
    const field = fieldOf(account, name);
    const text = await this.redis.hget(sharedKey, field);
    if (text === null) return undefined;
    await this.redis.hdel(sharedKey, field);
    return parsed(text);
  }

  /** The account is gone, and what it has shared with it. */
  async forget(account: string): Promise<void> {
    const fields = await this.redis.hkeys(sharedKey);
    const own = fields.filter((field) => field.startsWith(`${account} `));
    if (own.length > 0) await this.redis.hdel(sharedKey, ...own);
    await this.redis.del(keyOf('preferences', account));
  }

  async #read(key: string): Promise<Readonly<Record<string, string>>> {
    await this.redis.expire(key, keptSeconds);
    return this.redis.hgetall(key);
  }
}

function keyOf(what: string, account: string): string {
  return `{mailyard}:${what}:${account}`;
}

function fieldOf(account: string, name: string): string {
  return `${account} ${name.toLowerCase()}`;
}

function parsed(text: string): SavedSearch {
  return JSON.parse(text) as SavedSearch;
}
