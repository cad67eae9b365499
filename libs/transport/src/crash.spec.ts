import { jobIdOf, submissionQueue } from '@mailyard/queue';
import { eventually } from '@mailyard/testing';

import { claimed, fanOut } from './spec-support/as-a-lane.js';
import { recipient, type TestHub } from './spec-support/test-hub.js';
import { TestSite } from './spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const carol = recipient('carol@contoso.com');
const mailboxQueue = 'SmtpDeliveryToMailbox.DB01';

let site: TestSite;

beforeEach(async () => {
  site = await TestSite.start({
    QueueGlitchRetryInterval: 50,
    MessageRetryInterval: 50,
    // Hubs that are killed one after the other may have tried the same message alone; nobody can tell that from a message
    // that ends hubs, and after two it would be set aside.
    PoisonThreshold: 10,
  });
});
afterEach(() => site.stop());

describe('fan-out happens once', () => {
  it('when its answer was lost and it is committed again', async () => {
    const hub = await site.openHub();
    await hub.submit([alice]);
    const { transaction, settlement } = fanOut(hub.database, await claimed(hub.database, submissionQueue));
    expect((await transaction.commit()).resultOf(settlement)).toMatchObject({ settled: true });
    expect((await transaction.commit()).resultOf(settlement)).toMatchObject({ settled: false });
    await hub.start();
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
  });

  it('when a hub commits long after others took its message over and delivered it', async () => {
    const slow = await site.openHub();
    await slow.submit([alice]);
    const late = fanOut(slow.database, await claimed(slow.database, submissionQueue));
    const other = await site.openHub();
    await other.start();
    await other.emptied();
    expect((await late.transaction.commit()).resultOf(late.settlement)).toMatchObject({ settled: false });
    // The job that it added has no copy any more: it ends without effect.
    await eventually(async () => (await other.database.waiting(mailboxQueue)) === 0);
    await other.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
  });

  it('when the hub died before it committed', async () => {
    const dying = await site.openHub();
    await dying.submit([alice]);
    await claimed(dying.database, submissionQueue);
    dying.database.close();
    const other = await site.openHub();
    await other.start();
    await other.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
  });
});

describe('the end of a delivery is noted once', () => {
  it('so a late note, DSN included, has no effect', async () => {
    const slow = await site.openHub();
    await slow.submit([alice], { from: carol.path });
    await fanOut(slow.database, await claimed(slow.database, submissionQueue)).transaction.commit();
    const lease = await claimed(slow.database, mailboxQueue);
    const { message } = await slow.database.messages.load(lease);
    if (message === undefined) throw new Error('no such message');
    const other = await site.openHub();
    await other.start();
    await other.emptied();
    const late = slow.database.transaction();
    const note = late.settle({ settled: message, replacedBy: [], newItems: [await newItem(slow)] });
    late.finish(lease, { claimNext: false });
    expect((await late.commit()).resultOf(note)).toMatchObject({ settled: false });
    expect(await slow.leftovers()).toEqual([]);
    await eventually(async () => (await other.database.waiting(submissionQueue)) === 0);
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
  });

  async function newItem(hub: TestHub) {
    const id = await hub.database.ids.next();
    return {
      item: {
        id,
        envelope: { reversePath: null, recipients: [carol], body: '7BIT', smtpUtf8: false } as const,
        messageId: '<1@x>',
        networkMessageId: '1',
        receivedAt: Date.now(),
        sizeBytes: 4,
        source: {} as never,
        header: Buffer.from('\r\n'),
        content: { store: 'redis', bytes: 2 } as const,
      },
      copies: [{ number: '0', queue: submissionQueue, recipients: [carol], attempts: 0 }],
      content: [Buffer.from('\r\n')],
    };
  }

  it('and a job whose copy is gone is finished without sending', async () => {
    const hub = await site.openHub();
    await hub.submit([alice]);
    await fanOut(hub.database, await claimed(hub.database, submissionQueue)).transaction.commit();
    const lease = await claimed(hub.database, mailboxQueue);
    const { message } = await hub.database.messages.load(lease);
    if (message === undefined) throw new Error('no such message');
    const transaction = hub.database.transaction();
    transaction.settle({ settled: message, replacedBy: [] });
    await transaction.commit();
    await hub.database.transaction().giveBack(lease).commit();
    await hub.start();
    await eventually(async () => (await site.redis.client().exists(jobKey(message))) === 0);
    expect(site.sink.taken).toEqual([]);
  });

  function jobKey(message: { readonly id: string; readonly number: string }): string {
    return `{mailyard:MBX01}:${mailboxQueue}:${jobIdOf(message.id, message)}`;
  }
});

describe.each([
  ['passes Submission', {}],
  ['waits in Submission', { routeAtOnce: () => undefined }],
])('nothing acknowledged is lost that %s', (_, way) => {
  const addresses = ['alice@contoso.com', 'bob@contoso.com', 'carol@contoso.com'].map((each) =>
    recipient(each),
  );

  /** Sends over five sessions until it has `count` acknowledgements, each message with a body of its own. */
  async function send(hub: () => TestHub, count: number): Promise<readonly string[]> {
    const acknowledged: string[] = [];
    await Promise.all(Array.from({ length: 5 }, () => session(hub, { acknowledged, count })));
    return acknowledged;
  }

  let sent = 0;
  async function session(
    hub: () => TestHub,
    { acknowledged, count }: { readonly acknowledged: string[]; readonly count: number },
  ): Promise<void> {
    while (acknowledged.length < count) {
      const body = `message ${(sent += 1)}\r\n`;
      const reply = await hub()
        .submit(addresses, { body })
        .catch(() => undefined);
      if (reply?.code === 250) acknowledged.push(body);
      else await eventually(() => hub().database.ready);
    }
  }

  function arrivals(): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    for (const { envelope, content } of site.sink.taken) {
      const body = content.slice(content.indexOf('\r\n\r\n') + 4);
      for (const { path } of envelope.recipients) {
        const key = `${path.localPart} ${body}`;
        found.set(key, (found.get(key) ?? 0) + 1);
      }
    }
    return found;
  }

  function expectAllOnce(acknowledged: readonly string[], duplicatesMax: number): void {
    const found = arrivals();
    const wanted = acknowledged.flatMap((body) => addresses.map(({ path }) => `${path.localPart} ${body}`));
    expect(wanted.filter((key) => !found.has(key))).toEqual([]);
    const duplicates = [...found.values()].reduce((sum, times) => sum + times - 1, 0);
    expect(duplicates).toBeLessThanOrEqual(duplicatesMax);
  }

  /** Sends 300 messages, with three disturbances in their midst, until the last one has arrived. */
  async function sendThrough(hub: () => TestHub, disturb: () => Promise<void>): Promise<readonly string[]> {
    await hub().start();
    const sending = send(hub, 300);
    for (const share of [50, 150, 250]) {
      await eventually(() => site.sink.taken.length > share);
      await disturb();
    }
    const acknowledged = await sending;
    await hub().emptied();
    return acknowledged;
  }

  it('when Redis is killed again and again', async () => {
    const hub = await site.openHub(way);
    const acknowledged = await sendThrough(
      () => hub,
      async () => {
        await site.redis.kill();
        await site.redis.restart();
      },
    );
    // Notes that Redis did not answer are repeated, so the hub itself causes no duplicate.
    expectAllOnce(acknowledged, 0);
  }, 60_000);

  it('when hubs die in the middle of their work', async () => {
    let accepting = await site.openHub(way);
    const acknowledged = await sendThrough(
      () => accepting,
      async () => {
        const dying = accepting;
        accepting = await site.openHub(way);
        await accepting.start();
        dying.database.close();
      },
    );
    // One for each lane of DB01 and DB02 that had sent but not yet noted, and a message has three recipients.
    expectAllOnce(acknowledged, 3 * 10 * 2);
  }, 60_000);

  it('when Mailbox Delivery dies again and again', async () => {
    const hub = await site.openHub(way);
    const acknowledged = await sendThrough(
      () => hub,
      async () => {
        await site.sink.stop();
        await site.sink.start();
      },
    );
    expectAllOnce(acknowledged, 3 * 10 * 2);
  }, 60_000);
});
