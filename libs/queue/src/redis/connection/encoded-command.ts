import type { Command, Redis } from 'ioredis';

import type { Word } from '../transaction/transaction-script.js';
import { commandOctets, type EncodedWord } from './command-octets.js';

/**
 * Sends a command over a connection of ioredis, in its place among the others of that connection; what ioredis does for a
 * connection it does for this command, too. A command of ioredis's own is made to fit every caller, and costs several
 * times as much. Words are given as lists, so that nobody has to put them into one.
 *
 * This file alone relies on what ioredis asks of a command; the version is pinned and the contract has its own spec.
 */
export function send(redis: Redis, lists: readonly (readonly EncodedWord[])[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    // The type demands a whole command with all that ioredis can do with one.
    void redis.sendCommand(new EncodedCommand(lists, resolve, reject) as unknown as Command);
  });
}

/** The socket as ioredis shows it to a command. */
interface Socket {
  write(octets: Buffer): unknown;
}

class EncodedCommand {
  readonly name: string;
  /** Errors show them: what is in messages has no business there. */
  readonly args: readonly Word[] = [];
  /** By nobody: a tracer wants to see arguments. */
  readonly isTraced = true;
  readonly promise = undefined;
  readonly reject: (error: unknown) => void;
  readonly #lists: readonly (readonly EncodedWord[])[];
  readonly #resolve: (reply: unknown) => void;

  constructor(
    lists: readonly (readonly EncodedWord[])[],
    resolve: (reply: unknown) => void,
    reject: (error: unknown) => void,
  ) {
    this.name = String(lists[0]?.[0]);
    this.#lists = lists;
    this.#resolve = resolve;
    this.reject = reject;
  }

  /** It has the same reply in all versions of the protocol. */
  setReplyContext(): void {}

  /** Called once, when its place in the connection has come; what it returns is written next. */
  toWritable(socket: Socket): Buffer {
    const pieces = commandOctets(this.#lists);
    for (const piece of pieces.slice(0, -1)) socket.write(piece);
    return pieces.at(-1) ?? Buffer.alloc(0);
  }

  resolve(reply: unknown): void {
    this.#resolve(asText(reply));
  }
}

/** Strings come as octets. */
function asText(reply: unknown): unknown {
  if (Buffer.isBuffer(reply)) return reply.toString();
  return Array.isArray(reply) ? reply.map(asText) : reply;
}
