import type { Redis } from 'ioredis';

/** Pub/sub channel: an account, a session or a token is not what it was. Whoever changes one says so in the same step. */
export const administratorsChanged = '{mailyard}:administrators:changed';

/** Hears, over a connection of its own, of each change that any process makes to what is kept of administrators. */
export class AdministratorChanges {
  readonly #listening: Redis;
  readonly #listeners = new Set<() => void>();
  #isHeard = false;

  /** The connection stays the caller's. */
  constructor(redis: Redis) {
    this.#listening = redis.duplicate({
      maxRetriesPerRequest: null,
      autoResubscribe: false,
      lazyConnect: true,
    });
    // The connection that it was made from tells outages.
    this.#listening.on('error', () => undefined);
    this.#listening.on('ready', () => void this.#subscribe());
    this.#listening.on('close', () => this.#changed(false));
    this.#listening.on('message', () => this.#changed(true));
  }

  /** Whether no change can go by unheard at this moment. */
  get isHeard(): boolean {
    return this.#isHeard;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  follow(): void {
    // It comes back by itself; until then nothing is heard.
    this.#listening.connect().catch(() => undefined);
  }

  close(): void {
    this.#listening.disconnect();
  }

  async #subscribe(): Promise<void> {
    try {
      await this.#listening.subscribe(administratorsChanged);
      this.#changed(true);
    } catch {
      // The connection is lost again; the next one subscribes.
    }
  }

  #changed(isHeard: boolean): void {
    this.#isHeard = isHeard;
    for (const listener of this.#listeners) listener();
  }
}
