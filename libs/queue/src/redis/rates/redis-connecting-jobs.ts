import type { QueueConnection } from '../connection/queue-connection.js';
import type { ServerKeys } from '../keys.js';

/** What a hub has told counts for so long: it may have died. */
const toldMs = 3_000;

/** Tells the others which jobs of this hub wait for a connection that is being opened; costs nothing while none does. */
export class ConnectingJobs {
  #told = false;

  async tell(
    jobs: ReadonlyMap<string, number>,
    instance: string,
    { connection, keys }: { readonly connection: QueueConnection; readonly keys: ServerKeys },
  ): Promise<void> {
    if (jobs.size === 0 && !this.#told) return;
    const key = keys.connectingOf(instance);
    await connection.read((redis) => {
      if (jobs.size === 0) {
        redis.del(key);
        return;
      }
      redis.set(key, JSON.stringify([...jobs]), 'PX', toldMs);
      redis.zadd(keys.rates, String(Date.now()), instance);
    });
    this.#told = jobs.size > 0;
  }
}
