import { DnsClient, serverAt, systemServers } from '../client/dns-client.js';
import type { DnsServer } from '../client/dns-exchange.js';
import type { Resolver } from '../resolver.js';
import { CachingResolver } from './caching-resolver.js';

/** Lists of an organization are few; what was configured before them may be forgotten. */
const listsMax = 8;

/**
 * The resolver for each list of DNS servers (`InternalDNSServers`, `ExternalDNSServers`): those who ask the same servers
 * share what is known, those who ask others never do, since both sides of a wall may know different things of one name.
 */
export class DnsResolvers {
  readonly #resolvers = new Map<string, Resolver>();

  /** `192.0.2.1` or `192.0.2.1:5353`, in the order in which they are asked; with none, the servers of the system. */
  of(servers: readonly string[]): Resolver {
    const list = servers.length === 0 ? systemServers() : servers.map(serverAt);
    const key = JSON.stringify(list);
    const resolver = this.#resolvers.get(key) ?? resolverOf(list);
    this.#resolvers.delete(key);
    this.#resolvers.set(key, resolver);
    const [oldest] = this.#resolvers.keys();
    if (this.#resolvers.size > listsMax && oldest !== undefined) this.#resolvers.delete(oldest);
    return resolver;
  }
}

function resolverOf(servers: readonly DnsServer[]): Resolver {
  return new CachingResolver(new DnsClient({ servers }));
}
