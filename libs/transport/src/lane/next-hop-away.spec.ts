import { Reply, replies } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { recipient } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const carol = recipient('carol@contoso.com');

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

describe('a next hop that cannot be reached', () => {
  const ladder = {
    QueueGlitchRetryCount: 2,
    QueueGlitchRetryInterval: 150,
    MailboxDeliveryQueueRetryInterval: 300,
  };

  it('puts the queue, not each message, into Retry, and is tried again on the ladder', async () => {
    const hub = await site.startHub(ladder);
    await site.sink.stop();
    await Promise.all(Array.from({ length: 10 }, () => hub.submit([alice])));
    const inRetry = await eventually(async () => {
      const found = await site.queue('SmtpDeliveryToMailbox.DB01');
      return found?.status === 'Retry' && found.retryCount > 2 && found;
    });
    expect(inRetry).toMatchObject({ identity: 'MBX01\\DB01', messageCount: 10, delayedCount: 0 });
    expect(inRetry.lastError).toMatch(
      /^451 4\.4\.0 Primary target IP address responded with: ".*ECONNREFUSED/,
    );
    await site.sink.start();
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(10);
    expect(await site.queue('SmtpDeliveryToMailbox.DB01')).toMatchObject({ status: 'Ready', retryCount: 0 });
    expect(hub.faults).toEqual([]);
    // One line for each attempt, however many lanes and messages wait for it, and one for the end.
    await eventually(() => hub.told.at(-1)?.endsWith('left retry'));
    const attempts = hub.told.slice(0, -1).map((line) => /retry (\d+): .*ECONNREFUSED/.exec(line)?.[1]);
    expect(attempts).toEqual(attempts.map((_, index) => String(index)));
    expect(hub.told.at(-1)).toBe('SmtpDeliveryToMailbox.DB01 left retry');
  });

  it('that says 421 counts as one', async () => {
    const hub = await site.startHub(ladder);
    site.sink.greeting = replies.notAvailable;
    await hub.submit([alice]);
    await eventually(async () => (await site.queue('SmtpDeliveryToMailbox.DB01'))?.status === 'Retry');
    site.sink.greeting = new Reply(220, undefined, 'back');
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(1);
  });

  it('is tried at once when an administrator, or its new instance, says so', async () => {
    const hub = await site.startHub({
      QueueGlitchRetryCount: 0,
      MailboxDeliveryQueueRetryInterval: 3_600_000,
    });
    await site.sink.stop();
    await hub.submit([alice]);
    await eventually(async () => (await site.queue('SmtpDeliveryToMailbox.DB01'))?.status === 'Retry');
    await site.sink.start();
    await hub.database.transaction().retryNow('SmtpDeliveryToMailbox.DB01').commit();
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(1);
  });

  it('goes away between two messages without anybody noticing', async () => {
    const hub = await site.startHub({
      QueueGlitchRetryCount: 0,
      MailboxDeliveryQueueRetryInterval: 3_600_000,
    });
    await hub.submit([alice]);
    await eventually(() => site.sink.taken.length === 1);
    await site.sink.stop();
    await site.sink.start();
    await hub.submit([alice]);
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(2);
  });
});

describe('a limit of ours', () => {
  it('lets the message wait: no Retry, no attempt counted, nobody told', async () => {
    const hub = await site.openHub({ maxConnections: 1, settings: { QueueGlitchRetryInterval: 3_600_000 } });
    await hub.start();
    await hub.submit([alice]);
    await eventually(() => site.sink.taken.length === 1);
    // The lane of DB01 rests and keeps its connection, so that of DB02 gets none.
    await hub.submit([carol]);
    const waiting = 'SmtpDeliveryToMailbox.DB02';
    expect(await site.queue(waiting)).toMatchObject({ retryCount: 0, delayedCount: 0, messageCount: 1 });
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com', 'carol@contoso.com']);
    expect(site.sink.connections).toBe(1);
    expect(hub.told).toEqual([]);
    expect(hub.counts.delayed).toBe(0);
  });
});
