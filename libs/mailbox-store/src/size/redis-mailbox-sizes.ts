import { randomUUID } from 'node:crypto';

import type { Log } from '@mailyard/service';
import type { Redis } from 'ioredis';

import type { MailboxId } from '../maildir/mailbox-path.js';
import type { MailboxSize } from './mailbox-size.js';

/** A question of whoever has not the disk. */
interface Question extends MailboxId {
  readonly id: string;
}

type Answer = { readonly size: MailboxSize } | { readonly refused: string };

/** So long a question is waited for, and its answer kept. */
const patienceMs = 10_000;

const channelOf = (server: string): string => `{mailyard}:mailbox-sizes:${server.toLowerCase()}`;
const claimOf = (id: string): string => `{mailyard}:mailbox-sizes:claim:${id}`;
const answerOf = (id: string): string => `{mailyard}:mailbox-sizes:answer:${id}`;

/** Nobody has said how large the mailbox is. */
export class MailboxSizeUnknown extends Error {
  override readonly name = 'MailboxSizeUnknown';
}

/**
 * Asks the Mailbox Delivery of a server, which alone has the disk, how large a mailbox is. Of its replicas one answers.
 * Throws MailboxSizeUnknown when none runs, none answers within 10 s, or the database is not there.
 */
export async function askMailboxSize(redis: Redis, server: string, mailbox: MailboxId): Promise<MailboxSize> {
  const question: Question = { ...mailbox, id: randomUUID() };
  // A command that waits would keep those of others waiting behind it.
  const waiting = redis.duplicate();
  waiting.on('error', () => undefined);
  try {
    const heard = await redis.publish(channelOf(server), JSON.stringify(question));
    if (heard === 0) throw new MailboxSizeUnknown(`no Mailbox Delivery of ${server} runs`);
    const said = await waiting.blpop(answerOf(question.id), patienceMs / 1_000);
    if (said === null) throw new MailboxSizeUnknown(`Mailbox Delivery of ${server} did not answer in time`);
    const answer = JSON.parse(said[1]) as Answer;
    if ('refused' in answer) throw new MailboxSizeUnknown(answer.refused);
    return answer.size;
  } finally {
    waiting.disconnect();
  }
}

export interface MailboxSizeAnswersOptions {
  /** Stays the caller's; a second connection that listens is made from it. */
  readonly redis: Redis;
  readonly server: string;
  readonly log: Log;
  /** Throws with a reason where the database is not there. */
  readonly sizeOf: (mailbox: MailboxId) => Promise<MailboxSize>;
}

/** Answers such questions, for as long as it is open. */
export class MailboxSizeAnswers {
  readonly #options: MailboxSizeAnswersOptions;
  readonly #listening: Redis;

  constructor(options: MailboxSizeAnswersOptions) {
    this.#options = options;
    this.#listening = options.redis.duplicate({ maxRetriesPerRequest: null, lazyConnect: true });
    // The connection that it was made from tells outages.
    this.#listening.on('error', () => undefined);
  }

  async open(): Promise<void> {
    this.#listening.on('message', (_, text: string) => {
      this.#answer(JSON.parse(text) as Question).catch((error: unknown) =>
        // Whoever asked is told that nobody answered.
        this.#options.log.warn(`a question about a mailbox has no answer: ${String(error)}`),
      );
    });
    await this.#listening.subscribe(channelOf(this.#options.server));
  }

  close(): void {
    this.#listening.disconnect();
  }

  async #answer({ id, ...mailbox }: Question): Promise<void> {
    const { redis } = this.#options;
    const isOurs = await redis.set(claimOf(id), '1', 'PX', patienceMs, 'NX');
    if (isOurs === null) return;
    const answer = await this.#options
      .sizeOf(mailbox)
      .then((size): Answer => ({ size }))
      .catch((error: unknown): Answer => ({
        refused: error instanceof Error ? error.message : String(error),
      }));
    await redis.multi().rpush(answerOf(id), JSON.stringify(answer)).pexpire(answerOf(id), patienceMs).exec();
  }
}
