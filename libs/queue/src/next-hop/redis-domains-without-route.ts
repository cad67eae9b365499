import type { QueueConnection } from '../redis/connection/queue-connection.js';
import { type ServerKeys, unreachableQueue } from '../redis/keys.js';
import { luaScript } from '../redis/transaction/lua-script.js';

/** So many jobs of a domain are read at a time, about. */
const jobsAtOnce = 250;

/**
 * KEYS[1] set of domains, KEYS[2] set of the jobs of one of them, KEYS[3…] hashes of jobs · ARGV[1] that domain, ARGV[2…] the
 * same jobs: they go from its set, unless they are in the queue. With the last one the domain goes, too. When memory is full
 * that is possible all the same.
 */
export const forgetJobsScript = luaScript(`
for index = 2, #ARGV do
  if redis.call('EXISTS', KEYS[index + 1]) == 0 then redis.call('SREM', KEYS[2], ARGV[index]) end
end
if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('SREM', KEYS[1], ARGV[1]) end
return 1
`);

/**
 * For which domains messages wait in Unreachable, and which: a change of the configuration that gives a domain a route
 * concerns those alone. An entry is made with the job; it may outlive it.
 */
export class DomainsWithoutRoute {
  readonly #connection: QueueConnection;
  readonly #keys: ServerKeys;

  constructor(connection: QueueConnection, keys: ServerKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  async all(): Promise<readonly string[]> {
    const [domains] = await this.#connection.read((redis) => redis.smembers(this.#keys.domainsWithoutRoute));
    return domains as readonly string[];
  }

  /** Each job that waits for the domain once at least. */
  async *jobs(domain: string): AsyncGenerator<readonly string[]> {
    let cursor = '0';
    do {
      const from = cursor;
      const [page] = await this.#connection.read((redis) =>
        redis.sscan(this.#keys.waitingForRoute(domain), from, 'COUNT', jobsAtOnce),
      );
      const [next, jobs] = page as readonly [string, readonly string[]];
      cursor = next;
      for (let at = 0; at < jobs.length; at += jobsAtOnce) yield jobs.slice(at, at + jobsAtOnce);
    } while (cursor !== '0');
  }

  /**
   * They do not wait for it any more. One that does keeps its entry, without which nobody would look at it again: another
   * hub may have found no route for it since it went.
   */
  async forget(domain: string, jobs: readonly string[]): Promise<void> {
    if (jobs.length === 0) return;
    const { domainsWithoutRoute } = this.#keys;
    const hashes = jobs.map((job) => this.#keys.ofQueue(unreachableQueue, job));
    const keys = [domainsWithoutRoute, this.#keys.waitingForRoute(domain), ...hashes];
    await this.#connection.run(forgetJobsScript, keys, [domain, ...jobs]);
  }
}
