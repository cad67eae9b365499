import { eventually } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { queuedCount, queueDepths } from '../stack/queues.js';
import type { ReceivingHost } from '../stack/receiving-host.js';
import type { Mailbox, Site } from '../stack/site.js';
import { deliveryReport } from './delivery-report.js';
import { MaildirMessage } from './maildir.js';

const mailboxes: readonly Mailbox[] = ['alice', 'bob', 'carol', 'postmaster'];

/** The running stack, as far as counting needs it. */
export interface Counted {
  readonly site: Site;
  readonly redis: Redis;
  /** Of the Edge before it, which may have the mail just then. */
  readonly edge?: Redis;
  /** Hosts of others that mail leaves to. */
  readonly hosts?: readonly Pick<ReceivingHost, 'messages'>[];
}

export interface Balance {
  /** Pairs of message and recipient that a final 250 took over. */
  readonly accepted: number;
  readonly delivered: number;
  /** Told to the sender in a DSN. */
  readonly failed: number;
  readonly queued: number;
  /** Further copies of what is delivered. */
  readonly duplicates: number;
  readonly missing: readonly string[];
}

/** What the service took over, to be found again: accepted = delivered + failed + queued. */
export class Ledger {
  private readonly accepted = new Map<string, readonly string[]>();

  /**
   * `recipients`: mailboxes that have to get it (a group counts as its members), addresses that hosts of others have to take,
   * or addresses that have to fail.
   */
  accept(id: string, recipients: readonly string[]): void {
    this.accepted.set(id, recipients);
  }

  get acceptedMessages(): number {
    return this.accepted.size;
  }

  /** How many messages were accepted for a recipient. */
  acceptedOf(recipient: string): number {
    return [...this.accepted.values()].filter((recipients) => recipients.includes(recipient)).length;
  }

  async balance(counted: Counted): Promise<Balance> {
    const { site, hosts = [] } = counted;
    const copies = new Map<string, number>();
    const count = (pair: string): unknown => copies.set(pair, (copies.get(pair) ?? 0) + 1);
    const failed = new Set<string>();
    for (const mailbox of mailboxes) {
      for (const stored of await site.mailbox(mailbox).messages()) {
        count(`${stored.id} ${mailbox}`);
        for (const failure of failuresIn(stored)) failed.add(failure);
      }
    }
    for (const { content, recipients } of hosts.flatMap(({ messages }) => messages)) {
      const stored = new MaildirMessage('', Buffer.from(content, 'latin1'));
      for (const recipient of recipients) count(`${stored.id} ${recipient}`);
      for (const failure of failuresIn(stored)) failed.add(failure);
    }
    const pairs = [...this.accepted].flatMap(([id, recipients]) => recipients.map((name) => `${id} ${name}`));
    const delivered = pairs.filter((pair) => copies.has(pair));
    return {
      accepted: pairs.length,
      delivered: delivered.length,
      failed: pairs.filter((pair) => failed.has(pair)).length,
      queued: await queued(counted),
      duplicates: delivered.reduce((sum, pair) => sum + (copies.get(pair) ?? 1) - 1, 0),
      missing: pairs.filter((pair) => !copies.has(pair) && !failed.has(pair)),
    };
  }

  /** Waits until nothing is queued, and then nothing may be missing. */
  async settled(stack: Counted, deadlineMs = 15_000): Promise<Balance> {
    // Twice: between the looks at two systems a message may have gone from the one to the other.
    const areEmpty = async () => (await queued(stack)) === 0 && (await queued(stack)) === 0;
    await eventually(areEmpty, { deadlineMs, what: 'empty queues' }).catch(async (error) => {
      const depths = await Promise.all(redises(stack).map(async (redis) => [...(await queueDepths(redis))]));
      throw new Error(`${(error as Error).message}, ${JSON.stringify(depths)}`, { cause: error });
    });
    return this.balance(stack);
  }
}

export interface BalanceOptions {
  readonly deadlineMs?: number;
  /** Deliveries that were in flight when a process was killed; each may be repeated. */
  readonly duplicatesMax?: number;
}

/** The end of each case: all that was accepted is where it belongs, once. */
export async function expectBalance(
  stack: Counted,
  ledger: Ledger,
  { deadlineMs = 15_000, duplicatesMax = 0 }: BalanceOptions = {},
): Promise<Balance> {
  const balance = await ledger.settled(stack, deadlineMs);
  expect(balance).toMatchObject({
    accepted: balance.delivered + balance.failed,
    queued: 0,
    missing: [],
  });
  expect(balance.duplicates).toBeLessThanOrEqual(duplicatesMax);
  return balance;
}

const redises = ({ redis, edge }: Counted): readonly Redis[] =>
  edge === undefined ? [redis] : [edge, redis];

async function queued(counted: Counted): Promise<number> {
  const counts = await Promise.all(redises(counted).map(queuedCount));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** `id recipient` for each recipient that a DSN calls failed. */
function failuresIn(stored: MaildirMessage): readonly string[] {
  const report = deliveryReport(stored);
  const id = idIn(report?.returned ?? '');
  if (report === undefined || id === undefined) return [];
  return report.recipients
    .filter(({ action }) => action === 'failed')
    .map(({ recipient }) => `${id} ${recipient}`);
}

function idIn(content: string): string | undefined {
  return /^message-id:\s*(<[^>]*>)/im.exec(content)?.[1];
}
