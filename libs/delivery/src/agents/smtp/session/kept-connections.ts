import type { SendConnector } from '@mailyard/directory';

import { isShort, type Shortage } from '../../../limits/outbound-limits.js';
import { isUsable, type OpenedHost } from '../hosts/reached.js';

interface Kept {
  readonly opened: OpenedHost;
  readonly since: number;
}

/** So many idle connections a hub keeps, to all destinations together; the oldest goes first. */
const keptMax = 500;
const lookMs = 1_000;

/**
 * One idle connection for each destination, kept for ConnectionInactivityTimeOut of its connector, so that a message that
 * comes a little later finds it. Hosts of others do not like us to hold more than one without need.
 */
export class KeptConnections {
  readonly #kept = new Map<string, Kept>();
  #timer: NodeJS.Timeout | undefined;

  /** Of that queue, unless its connector has been changed since. */
  take(queue: string, connector: SendConnector): OpenedHost | undefined {
    const kept = this.#kept.get(queue);
    if (kept === undefined) return undefined;
    this.#kept.delete(queue);
    const { opened } = kept;
    if (opened.connector === connector && isUsable(opened)) return opened;
    opened.connection.close();
    return undefined;
  }

  keep(queue: string, opened: OpenedHost): void {
    this.#kept.get(queue)?.opened.connection.close();
    this.#kept.delete(queue);
    this.#kept.set(queue, { opened, since: performance.now() });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptMax && oldest !== undefined) this.#drop(oldest);
    this.#timer ??= setInterval(() => this.#look(), lookMs).unref();
  }

  /** Connections are wanted elsewhere: those that would make room end, the oldest first. Returns how many did. */
  makeRoom(shortage: Shortage, most: number): number {
    const found = [...this.#kept].filter(([, { opened }]) => isShort(shortage, opened.to)).slice(0, most);
    this.#drop(...found.map(([queue]) => queue));
    return found.length;
  }

  close(): void {
    this.#drop(...this.#kept.keys());
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const now = performance.now();
    for (const [queue, { opened, since }] of this.#kept) {
      const old = now - since >= opened.connector.ConnectionInactivityTimeOut;
      if (old || !isUsable(opened)) this.#drop(queue);
    }
    if (this.#kept.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #drop(...queues: readonly string[]): void {
    for (const queue of queues) {
      this.#kept.get(queue)?.opened.connection.close();
      this.#kept.delete(queue);
    }
  }
}
