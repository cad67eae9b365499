import { setTimeout as pause } from 'node:timers/promises';

import type { TestClientOptions } from '@mailyard/testing';

import type { Ledger } from '../../mail/ledger.js';
import type { Message } from '../../mail/message.js';
import { greeted, transact, type SendOptions } from '../../mail/send.js';

const clients = 6;
/** A steady stream through all kills, not a flood before the first. */
const pauseBetweenMessagesMs = 40;

/** One attempt. Each has its own message, so one without a reply is never mistaken for one with. */
export interface Attempt {
  readonly sent: Message;
  readonly envelope: SendOptions;
  /** Whom the ledger expects to get it, or to be told of. */
  readonly recipients: readonly string[];
}

/** Where they go in. */
export interface Entrance extends TestClientOptions {
  readonly port: number;
}

/** Clients that send one message after the other until told to end, whatever happens to the server. */
export class SteadyLoad {
  #ends = false;
  readonly #clients: readonly Promise<number>[];

  constructor(
    private readonly entrance: Entrance,
    private readonly ledger: Ledger,
    private readonly next: () => Attempt,
  ) {
    this.#clients = Array.from({ length: clients }, () => this.#send());
  }

  /** How many attempts had no final reply or a refusal: those messages may or may not arrive. */
  async end(): Promise<number> {
    this.#ends = true;
    return (await Promise.all(this.#clients)).reduce((sum, count) => sum + count, 0);
  }

  async #send(): Promise<number> {
    let unacknowledged = 0;
    while (!this.#ends) {
      try {
        const client = await greeted(this.entrance.port, this.entrance);
        unacknowledged += await this.#sendOver(client).finally(() => client.close());
      } catch {
        unacknowledged++; // The connection broke or timed out.
        await pause(20);
      }
    }
    return unacknowledged;
  }

  async #sendOver(client: Awaited<ReturnType<typeof greeted>>): Promise<number> {
    let refused = 0;
    while (!this.#ends) {
      const { sent, envelope, recipients } = this.next();
      const { code } = await transact(client, sent, envelope);
      if (code === 250) this.ledger.accept(sent.id, recipients);
      else refused++;
      await pause(pauseBetweenMessagesMs);
    }
    return refused;
  }
}
