import { PeriodicTask, type ServiceInstance } from '@mailyard/service';
import type { Endpoint } from '@mailyard/smtp';

export interface MailboxDeliveryHostsOptions {
  /** Live instances of Mailbox Delivery, from the service registry. */
  readonly live: () => Promise<readonly ServiceInstance[]>;
  /** How long an answer serves. */
  readonly freshMs: number;
  readonly onFault: (error: unknown) => void;
  /** An instance that was not there before, listens again, or has a database back, say: what waits for Mailbox Delivery may try at once. */
  readonly onReturn: () => void;
}

/** Where Mailbox Delivery listens now. While the registry cannot be read the last answer serves. */
export class MailboxDeliveryHosts {
  readonly #options: MailboxDeliveryHostsOptions;
  #known: readonly ServiceInstance[] = [];
  readonly #refreshes: PeriodicTask;
  #turn = 0;
  #returned = false;

  constructor(options: MailboxDeliveryHostsOptions) {
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

  /** All of them, a different one first each time: the others are there in case that it fails. */
  hosts(): readonly Endpoint[] {
    const endpoints = this.#known.flatMap(listeningAt);
    if (endpoints.length === 0) return [];
    const first = this.#turn++ % endpoints.length;
    return [...endpoints.slice(first), ...endpoints.slice(0, first)];
  }

  async #refresh(): Promise<void> {
    const live = await this.#options.live();
    const returned = hasReturned(this.#known, live);
    this.#known = live;
    // Once more with the next answer: an attempt that was under way may put its queue into Retry after the first call.
    if (returned || this.#returned) this.#options.onReturn();
    this.#returned = returned;
  }
}

function hasReturned(before: readonly ServiceInstance[], live: readonly ServiceInstance[]): boolean {
  const known = new Map(before.map((instance) => [instance.id, instance]));
  return live.some((instance) => {
    const missed = known.get(instance.id);
    if (missed === undefined || (!listens(missed) && listens(instance))) return true;
    return (missed.recoveries ?? 0) !== (instance.recoveries ?? 0);
  });
}

/** Its connector may be disabled, or its port taken, for a while. */
function listens(instance: ServiceInstance): boolean {
  return listeningAt(instance).length > 0;
}

/** The address under which others reach the instance, with the port that it really has. */
function listeningAt(instance: ServiceInstance): readonly Endpoint[] {
  const listener = instance.listeners.find(({ state }) => state === 'Listening');
  return listener === undefined ? [] : [{ address: instance.address, port: listener.endpoint.port }];
}
