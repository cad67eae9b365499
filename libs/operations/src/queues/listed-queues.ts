import type { QueueCatalog, QueueSummary } from '@mailyard/queue';

const restMs = 500;
/** Ten thousand queues take a fifth of a second: then they are looked at every twenty. */
const restMsPerQueue = 2;

/** The list of all queues, for those who look at it again and again: read once for all of them. */
export class ListedQueues {
  readonly #catalog: Pick<QueueCatalog, 'list'>;
  #queues: readonly QueueSummary[] = [];
  #next = 0;
  #reading: Promise<readonly QueueSummary[]> | undefined;

  constructor(catalog: Pick<QueueCatalog, 'list'>) {
    this.#catalog = catalog;
  }

  /** Half a second old at most, or two milliseconds for each queue. */
  async current(): Promise<readonly QueueSummary[]> {
    if (performance.now() < this.#next) return this.#queues;
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #read(): Promise<readonly QueueSummary[]> {
    this.#queues = await this.#catalog.list();
    this.#next = performance.now() + Math.max(restMs, restMsPerQueue * this.#queues.length);
    return this.#queues;
  }
}
