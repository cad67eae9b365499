import type { QueueSummary } from './queue-summary.js';

/** For how long the message at the head of each queue has stood there, as far as somebody has looked. */
export class QueueHeads {
  readonly #since = new Map<string, { readonly head: string; readonly at: number }>();

  /** To be called from time to time, with all queues. */
  look(queues: readonly QueueSummary[], now: number): void {
    const seen = new Set(queues.map(({ name }) => name));
    for (const name of this.#since.keys()) if (!seen.has(name)) this.#since.delete(name);
    for (const { name, head, status } of queues) {
      // In Retry and while it is suspended a queue may stand; afterwards its time begins.
      const may = head === undefined || status === 'Retry' || status === 'Suspended';
      if (may) this.#since.delete(name);
      else if (this.#since.get(name)?.head !== head) this.#since.set(name, { head, at: now });
    }
  }

  standsFor({ name }: QueueSummary, now: number): number {
    return now - (this.#since.get(name)?.at ?? now);
  }
}
