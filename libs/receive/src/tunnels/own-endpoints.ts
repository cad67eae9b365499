import { hostname, networkInterfaces } from 'node:os';

import { canonicalAddress, isWildcard } from '@mailyard/schema';
import { PeriodicTask, type ServiceInstance } from '@mailyard/service';
import type { Endpoint } from '@mailyard/smtp';

export interface OwnEndpointsOptions {
  /** All live instances, from the service registry. */
  readonly live: () => Promise<readonly ServiceInstance[]>;
  /** Where Redis is; undefined while that is not known, or when it is no network's. */
  readonly redis: () => Endpoint | undefined;
  readonly onFault: (error: unknown) => void;
}

const refreshMs = 2_000;

/**
 * Where the organization's services listen, and its Redis: no destination of mail, whatever a connector or DNS says. While
 * the registry cannot be read the last answer serves.
 */
export class OwnEndpoints {
  readonly #options: OwnEndpointsOptions;
  readonly #refreshes: PeriodicTask;
  #listening: readonly Endpoint[] = [];

  constructor(options: OwnEndpointsOptions) {
    this.#options = options;
    this.#refreshes = new PeriodicTask(async () => {
      this.#listening = (await options.live()).flatMap(listeningAt);
    }, options.onFault);
  }

  async start(): Promise<void> {
    await this.#refreshes.now();
    this.#refreshes.start(refreshMs);
  }

  stop(): void {
    void this.#refreshes.stop();
  }

  has({ address, port }: Endpoint): boolean {
    const canonical = canonicalAddress(address) ?? address;
    const redis = this.#options.redis();
    const own = redis === undefined ? this.#listening : [...this.#listening, redis];
    return own.some((endpoint) => {
      return endpoint.port === port && isSameHost(canonicalAddress(endpoint.address), canonical);
    });
  }
}

function listeningAt({ listeners, address, host }: ServiceInstance): readonly Endpoint[] {
  return listeners.flatMap(({ state, endpoint }) => {
    if (state !== 'Listening') return [];
    if (!isWildcard(endpoint)) return [endpoint];
    const { port } = endpoint;
    return [{ address, port }, ...(host === hostname() ? [{ address: '127.0.0.1', port }] : [])];
  });
}

/** Of this machine one address is as good as any other. */
function isSameHost(one: string | undefined, other: string): boolean {
  return one !== undefined && (one === other || (isOfThisMachine(one) && isOfThisMachine(other)));
}

function isOfThisMachine(address: string): boolean {
  if (/^127\.|^::1$/.test(address)) return true;
  return Object.values(networkInterfaces()).some((list) =>
    list?.some((own) => canonicalAddress(own.address) === address),
  );
}
