import { nextHopTo } from '@mailyard/routing';

import { parseJobId, type MailItem } from '../../../item/mail-item.js';
import { exampleItem } from '../../../spec-support/example-item.js';
import { mailbox, TestQueues } from '../../../spec-support/test-queues.js';
import type { Lease } from '../lease.js';
import type { PriorityConnections } from './priority-connections.js';

const max: PriorityConnections = { High: 2, Normal: 3, Low: 1 };

let queues: TestQueues;
let queue: string;
let serial: number;
let limits: PriorityConnections | undefined;

beforeAll(async () => (queues = await TestQueues.open({ priorityConnections: () => limits })));
afterAll(() => queues.close());
beforeEach(async () => {
  await queues.redis.flushall();
  serial = 1_000_000;
  limits = max;
});

type Letter = 'H' | 'N' | 'L';
const priorities = { H: { priority: 'High' }, N: {}, L: { priority: 'Low' } } as const;

/** Messages of these priorities, in this order; of each sender one. */
async function sent(letters: string, nextHop = nextHopTo('DnsConnectorDelivery', 'example.net', 'c')) {
  for (const letter of letters) {
    const id = String((serial += 1));
    const reversePath = { localPart: `${letter}${id}`, domain: 'example.com' };
    const envelope = { reversePath, recipients: [], body: '7BIT', smtpUtf8: false } as const;
    queue = await queues.queuedFor(nextHop, { id, envelope, ...priorities[letter as Letter] });
  }
}

async function letterOf({ jobId }: Lease): Promise<string> {
  const flow = await queues.redis.hget(queues.database.keys.item(parseJobId(jobId).id), 'flow');
  return flow?.charAt(0) ?? '';
}

/** As lanes that come one after the other have them. */
async function claimed(count = Infinity): Promise<readonly Lease[]> {
  const leases: Lease[] = [];
  while (leases.length < count) {
    const { lease } = await queues.database.claim(queue);
    if (lease === undefined) break;
    leases.push(lease);
  }
  return leases;
}

async function letters(leases: readonly Lease[]): Promise<string> {
  return (await Promise.all(leases.map(letterOf))).join('');
}

async function next(lease: Lease): Promise<string> {
  const transaction = queues.database.transaction();
  const step = transaction.finish(lease, { claimNext: true });
  const { lease: following } = (await transaction.commit()).resultOf(step);
  return following === undefined ? '' : letterOf(following);
}

/** The job that a lane gets which waits while this message is queued. */
async function handed(id: string, priority: Partial<MailItem>): Promise<string | undefined> {
  const item = exampleItem(id, priority);
  const copy = { number: '0', queue, recipients: [mailbox('alice')], attempts: 0 };
  const transaction = queues.database.transaction();
  transaction.accept({ item, copies: [copy], content: [Buffer.from('Body')] });
  transaction.enqueue({ id, copy, receivedAt: item.receivedAt });
  const step = transaction.claim({ queue, token: queues.database.token() });
  return (await transaction.commit()).resultOf(step).lease?.jobId;
}

describe('MaxPerDomain…PriorityConnections', () => {
  it.each([
    ['LLLL', 'L'],
    ['NNNNNN', 'NNN'],
    ['HHHHHH', 'HH'],
    ['LLLLNNNNHHHH', 'HHLNNN'],
    ['N'.repeat(80), 'NNN'],
  ])('of %s that wait %s go', async (waiting, go) => {
    await sent(waiting);
    expect((await letters(await claimed())).split('').toSorted().join('')).toBe(go);
  });

  it('who is done has the next one of a priority that has a connection left', async () => {
    await sent('LLNNNNH');
    const leases = await claimed();
    const going = await letters(leases);
    const [first, second] = [leases[going.indexOf('N')], leases[going.indexOf('L')]];
    expect(await next(first as Lease)).toBe('N');
    expect(await next(second as Lease)).toBe('L');
    expect(await claimed()).toEqual([]);
  });

  it('a message of high priority does not wait for others', async () => {
    await sent('N'.repeat(50));
    expect(await letters(await claimed())).toBe('NNN');
    await sent('H');
    expect(await letters(await claimed())).toBe('H');
  });

  it('what is given back counts no more, and keeps its priority', async () => {
    await sent('LL');
    const [lease] = await claimed();
    await queues.database
      .transaction()
      .giveBack(lease as Lease)
      .commit();
    expect(await letters(await claimed())).toBe('L');
  });

  it('a lane that waits is handed nothing beyond', async () => {
    await sent('L');
    expect(await letters(await claimed())).toBe('L');
    expect(await handed('77', { priority: 'Low' })).toBeUndefined();
    expect(await claimed()).toEqual([]);
  });

  it('a lane that waits is handed what may go', async () => {
    await sent('L');
    expect(await letters(await claimed())).toBe('L');
    expect(await handed('77', {})).toBe('77-0');
  });

  it.each([
    ['without priority queuing', undefined, nextHopTo('DnsConnectorDelivery', 'example.net', 'c')],
    ['to a mailbox database', max, nextHopTo('SmtpDeliveryToMailbox', 'DB01')],
  ])('%s there is no such limit', async (_, now, nextHop) => {
    limits = now;
    await sent('LLLNNNNNHHH', nextHop);
    expect(await claimed()).toHaveLength(11);
  });
});
