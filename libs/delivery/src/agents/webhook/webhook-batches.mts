import type { Action, Connector, MailItem } from './delivery-contract.mjs';

interface Waiting {
  readonly item: MailItem;
  readonly signal: AbortSignal;
  readonly resolve: (actions: readonly Action[]) => void;
  readonly reject: (error: unknown) => void;
}

type Send = (items: readonly MailItem[], signal: AbortSignal) => Promise<readonly (readonly Action[])[]>;

/** Messages that are asked about at the same time, each over its own connection of the hub, go in one request. */
export class Batches {
  readonly #send: Send;
  readonly #size: number;
  readonly #waitMs: number;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor({ settings, maxConcurrentConnections }: Connector, send: Send) {
    this.#send = send;
    const size = settings['Format'] === 'Mime' ? 1 : Number(settings['BatchSize'] ?? 1);
    // More than that are never asked about at a time.
    this.#size = Math.min(size, maxConcurrentConnections);
    this.#waitMs = Number(settings['BatchWaitMs'] ?? 20);
  }

  add(item: MailItem, signal: AbortSignal): Promise<readonly Action[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, signal, resolve, reject });
      if (this.#waiting.length >= this.#size) this.#flush();
      else this.#timer ??= setTimeout(() => this.#flush(), this.#waitMs);
    });
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Who is not waited for any more is not sent: the hub asks again.
    const batch = this.#waiting.splice(0).filter(({ signal }) => !signal.aborted);
    if (batch.length > 0) void this.#sendAll(batch);
  }

  async #sendAll(batch: readonly Waiting[]): Promise<void> {
    const abandoned = new AbortController();
    for (const { signal } of batch) {
      signal.addEventListener('abort', () => {
        if (batch.every((each) => each.signal.aborted)) abandoned.abort();
      });
    }
    try {
      const items = batch.map(({ item }) => item);
      const outcomes = await this.#send(items, abandoned.signal);
      for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index] ?? []);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
