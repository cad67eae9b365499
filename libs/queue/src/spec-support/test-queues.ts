import { nextHopTo, queueNameOf, type NextHop } from '@mailyard/routing';
import { startRedis, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import type { MailItem, QueuedRecipient } from '../item/mail-item.js';
import { QueueDatabase, type QueueDatabaseOptions } from '../redis/queue-database.js';
import { queueRedis } from '../redis/connection/queue-redis.js';
import type { NewItem } from '../redis/transaction/settlement.js';
import { exampleItem } from './example-item.js';

/** A server's queues in a Redis of their own, without anybody who works on them. */
export class TestQueues {
  private constructor(
    readonly server: TestRedis,
    readonly redis: Redis,
    readonly database: QueueDatabase,
  ) {}

  static async open(
    options: Pick<QueueDatabaseOptions, 'lockMs' | 'stalledIntervalMs' | 'priorityConnections'> = {},
  ): Promise<TestQueues> {
    const server = await startRedis();
    const onFault = (error: unknown): never => {
      throw error;
    };
    const redis = queueRedis(server.url);
    const database = await QueueDatabase.open({ redis, server: 'MBX01', onFault, ...options });
    return new TestQueues(server, server.client(), database);
  }

  async close(): Promise<void> {
    this.database.close();
    await this.server.stop();
  }

  /** A message that waits for a mailbox database; returns its queue. */
  async queued(
    domain: string,
    item: Partial<MailItem> & { readonly id: string },
    recipients: readonly QueuedRecipient[] = [mailbox('alice')],
  ): Promise<string> {
    return this.queuedFor(nextHopTo('SmtpDeliveryToMailbox', domain), item, recipients);
  }

  /** A message that waits for that next hop; returns its queue. */
  async queuedFor(
    nextHop: NextHop,
    item: Partial<MailItem> & { readonly id: string },
    recipients: readonly QueuedRecipient[] = [mailbox('alice')],
  ): Promise<string> {
    const queue = queueNameOf(nextHop);
    const created: NewItem = {
      item: exampleItem(item.id, { subject: `to ${nextHop.domain}`, ...item }),
      copies: [{ number: '0', queue, recipients, attempts: 0 }],
      content: [Buffer.from('Body')],
    };
    const { receivedAt, id } = created.item;
    const transaction = this.database.transaction().accept(created);
    for (const copy of created.copies) transaction.enqueue({ id, copy, receivedAt, nextHop });
    await transaction.commit();
    return queue;
  }
}

/** `local@contoso.com`. */
export function mailbox(localPart: string): QueuedRecipient {
  return { path: { localPart, domain: 'contoso.com' } };
}
