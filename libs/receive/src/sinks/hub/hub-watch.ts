import type { Directory } from '@mailyard/directory';
import { formatBinding } from '@mailyard/schema';
import { PeriodicTask, type Logger, type ServiceRegistry } from '@mailyard/service';
import type { HopPool } from '@mailyard/smtp';

import { HubChooser } from './hub-chooser.js';
import { hubOf } from './hub-of.js';

export interface HubWatchOptions {
  readonly registry: ServiceRegistry;
  /** Only hubs of this server. */
  readonly server?: string | undefined;
  readonly directory: Pick<Directory, 'organization'>;
  readonly pool: HopPool;
  readonly logger: Logger;
}

const refreshMs = 1000;
// A hub that failed is tried last for as long as a dead one may stay in the registry.
const failureMemoryMs = 5_000;

/** Keeps the list of hubs fresh, and at the end closes the connections to them. While Redis is away the last list serves. */
export class HubWatch {
  readonly chooser = new HubChooser({
    failureMemoryMs,
    now: () => performance.now(),
    random: () => Math.random(),
  });
  readonly #options: HubWatchOptions;
  readonly #refreshes: PeriodicTask;
  #known = '';

  constructor(options: HubWatchOptions) {
    this.#options = options;
    this.#refreshes = new PeriodicTask(
      () => this.#readHubs(),
      (error) => options.logger.debug({ error }, 'the list of hubs was not refreshed'),
    );
  }

  /** Resolves when the first list is there. */
  async start(): Promise<void> {
    await this.#refreshes.now();
    this.#refreshes.start(refreshMs);
  }

  stop(): void {
    void this.#refreshes.stop();
    this.#options.pool.close();
  }

  async #readHubs(): Promise<void> {
    const { registry, server, directory, logger } = this.#options;
    const own = server === undefined ? {} : { server };
    const instances = await registry.live({ service: 'hub-transport', state: 'Active', ...own });
    const hubs = instances.flatMap((instance) => hubOf(instance, directory.organization) ?? []);
    this.chooser.update(hubs);
    const known = hubs.map(({ id }) => id).toSorted();
    if (known.join() === this.#known) return;
    this.#known = known.join();
    if (hubs.length === 0) logger.warn('no hub is alive: nothing can be handed over');
    else logger.info({ hubs: hubs.map(({ inbound }) => formatBinding(inbound)) }, 'hubs that take mail');
  }
}
