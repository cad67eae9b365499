import type { Organization } from '@mailyard/directory';
import type { NextHop } from '@mailyard/routing';
import { isSameName } from '@mailyard/schema';
import { PeriodicTask, type ServiceInstance } from '@mailyard/service';
import type { Endpoint } from '@mailyard/smtp';

import { targetServers } from './target-servers.js';

export interface ServerHubsOptions {
  /** This one, which is never a target. */
  readonly server: string;
  readonly organization: () => Organization;
  /** Live hubs of all servers, from the service registry. */
  readonly live: () => Promise<readonly ServiceInstance[]>;
  /** Where a hub takes mail of other servers; undefined: nowhere. */
  readonly endpointOf: (hub: ServiceInstance) => Endpoint | undefined;
  /** How long an answer serves. */
  readonly freshMs: number;
  readonly onFault: (error: unknown) => void;
  /** A hub that was not there before: what waits for its server may try at once. */
  readonly onReturn: () => void;
}

interface Hub {
  readonly id: string;
  readonly server: string;
  readonly endpoint: Endpoint;
}

/** The hubs of other servers. While the registry cannot be read the last answer serves. */
export class ServerHubs {
  readonly #options: ServerHubsOptions;
  #known: readonly Hub[] = [];
  readonly #refreshes: PeriodicTask;
  #turn = 0;
  #returned = false;

  constructor(options: ServerHubsOptions) {
    this.#options = options;
    this.#refreshes = new PeriodicTask(() => this.#refresh(), options.onFault);
  }

  async start(): Promise<void> {
    await this.#refreshes.now();
    this.#refreshes.start(this.#options.freshMs);
  }

  stop(): void {
    void this.#refreshes.stop();
  }

  /** Of the servers that the next hop is: those of our site first, among them a different one each time. */
  hosts(nextHop: NextHop): readonly Endpoint[] {
    const { organization, server } = this.#options;
    this.#turn += 1;
    return targetServers(nextHop, organization(), server).flatMap((names) => {
      const hubs = this.#known.filter((hub) => names.some((name) => isSameName(name, hub.server)));
      const first = hubs.length === 0 ? 0 : this.#turn % hubs.length;
      return [...hubs.slice(first), ...hubs.slice(0, first)].map(({ endpoint }) => endpoint);
    });
  }

  async #refresh(): Promise<void> {
    const { live, endpointOf, server, onReturn } = this.#options;
    const before = new Set(this.#known.map(({ id }) => id));
    this.#known = (await live()).flatMap((instance) => {
      const endpoint = isSameName(instance.server, server) ? undefined : endpointOf(instance);
      return endpoint === undefined ? [] : [{ id: instance.id, server: instance.server, endpoint }];
    });
    const returned = this.#known.some(({ id }) => !before.has(id));
    // Once more with the next answer: an attempt that was under way may put its queue into Retry after the first call.
    if (returned || this.#returned) onReturn();
    this.#returned = returned;
  }
}
