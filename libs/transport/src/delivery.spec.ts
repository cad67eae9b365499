import { QueueCatalog } from '@mailyard/queue';
import { Reply, replies } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { contoso } from './spec-support/contoso.js';
import { recipient, type TestHub, type TestHubOptions } from './spec-support/test-hub.js';
import { TestSite } from './spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');
const carol = recipient('carol@contoso.com');
const transient = new Reply(452, '4.2.2', 'mailbox full');
const permanent = new Reply(550, '5.2.1', 'mailbox disabled');

let site: TestSite;
let catalog: QueueCatalog;

beforeAll(async () => {
  site = await TestSite.start();
  catalog = new QueueCatalog({ redis: site.redis.client(), server: 'MBX01' });
});
afterAll(async () => {
  await catalog.close();
  await site.stop();
});
afterEach(() => site.renew());

async function startHub(settings: TestHubOptions['settings'] = {}): Promise<TestHub> {
  const hub = await site.openHub({ settings });
  await hub.start();
  return hub;
}

async function queue(name: string) {
  return (await catalog.list()).find((each) => each.name === name);
}

describe('from Submission to the next hop', () => {
  it('delivers once to each recipient and leaves nothing behind', async () => {
    const hub = await startHub();
    await hub.submit([alice, bob, carol]);
    await hub.emptied();
    expect([...site.sink.delivered].sort()).toEqual([
      'alice@contoso.com',
      'bob@contoso.com',
      'carol@contoso.com',
    ]);
    expect(site.sink.taken).toHaveLength(2);
    expect(site.sink.taken[0]?.content).toMatch(/^Received: [^]*Subject: test\r\n[^]*\r\n\r\nBody\r\n$/);
    await eventually(() => expect(hub.counts).toEqual({ delivered: 3, failed: 0, delayed: 0, dsn: 0 }));
  });

  it('streams content that is kept in a file, and deletes the file', async () => {
    const hub = await startHub();
    const body = `${'x'.repeat(998)}\r\n`.repeat(2000);
    await hub.submit([alice], { body });
    await hub.emptied();
    expect(site.sink.taken[0]?.content.endsWith(`\r\n\r\n${body}`)).toBe(true);
    const left = await hub.files.sweep({
      olderThanMs: -1,
      now: Date.now(),
      exist: () => Promise.resolve([false]),
    });
    expect(left).toBe(0);
  });

  it('reuses its connection for message after message', async () => {
    const hub = await startHub();
    for (let sent = 0; sent < 30; sent++) {
      await hub.submit([alice]);
      await eventually(() => site.sink.taken.length === sent + 1);
    }
    expect(site.sink.connections).toBeLessThan(4);
  });

  it('finds the work of another hub', async () => {
    const accepting = await site.openHub();
    await accepting.submit([alice]);
    const working = await startHub();
    await working.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
  });
});

describe('what the next hop answers', () => {
  it('2yz, 4yz and 5yz part the recipients: only those with 4yz are tried again', async () => {
    const hub = await startHub({ MessageRetryInterval: 100 });
    site.sink.answer = (address) => (address.startsWith('alice') ? transient : replies.delivered);
    await hub.submit([alice, bob]);
    await eventually(() => hub.counts.delayed > 1);
    expect(site.sink.delivered).toEqual(['bob@contoso.com']);
    site.sink.answer = () => replies.delivered;
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['bob@contoso.com', 'alice@contoso.com']);
    expect(hub.told[0]).toBe('delayed alice: 452 4.2.2 mailbox full');
    expect(hub.told.filter((line) => line.includes('bob'))).toEqual([]);
  });

  it('5yz becomes a DSN to the sender, with null reverse-path (RFC 3464)', async () => {
    const hub = await startHub();
    site.sink.answer = (address) => (address.startsWith('bob') ? permanent : replies.delivered);
    await hub.submit([alice, bob], { from: carol.path });
    await hub.emptied();
    const dsn = site.sink.taken.find(({ envelope }) => envelope.reversePath === null);
    expect(dsn?.envelope.recipients.map(({ path }) => path)).toEqual([carol.path]);
    expect(dsn?.content).toContain('Diagnostic-Code: smtp;550 5.2.1 mailbox disabled');
    expect(dsn?.content).toContain('Final-Recipient: rfc822;bob@contoso.com');
    await eventually(() => expect(hub.counts).toEqual({ delivered: 2, failed: 1, delayed: 0, dsn: 1 }));
    await eventually(() => hub.told.length > 0);
    expect(hub.told).toEqual(['failed bob: 550 5.2.1 mailbox disabled']);
  });

  it('5yz for a recipient with an alternate: that one gets the message, and nobody a DSN (ORAR)', async () => {
    const hub = await startHub({ MessageRetryInterval: 100 });
    site.sink.answer = (address) => {
      if (address.startsWith('alice')) return permanent;
      return address.startsWith('bob') ? transient : replies.delivered;
    };
    const withAlternate = [alice, bob].map((each) => ({ ...each, orar: carol.path }));
    await hub.submit(withAlternate, { from: recipient('dave@contoso.com').path });
    await eventually(() => hub.counts.delayed > 0 && site.sink.delivered.length === 1);
    expect(site.sink.taken[0]?.envelope.recipients).toMatchObject([
      { path: carol.path, orcpt: 'rfc822;alice@contoso.com' },
    ]);
    // What remains of the copy can be redirected, too.
    site.sink.answer = (address) => (address.startsWith('bob') ? permanent : replies.delivered);
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['carol@contoso.com', 'carol@contoso.com']);
    await eventually(() => expect(hub.counts).toMatchObject({ delivered: 2, failed: 0, dsn: 0 }));
    expect(hub.faults).toEqual([]);
  });

  it('nothing is sent for a null reverse-path or NOTIFY=NEVER (RFC 3461 §4.1, RFC 5321 §6.1)', async () => {
    const hub = await startHub();
    site.sink.answer = () => permanent;
    await hub.submit([alice], { from: null });
    await hub.submit([recipient('bob@contoso.com', { notify: ['NEVER'] })], { from: carol.path });
    await hub.emptied();
    await eventually(() => expect(hub.counts).toEqual({ delivered: 0, failed: 2, delayed: 0, dsn: 0 }));
  });

  it('NOTIFY=SUCCESS is answered with a DSN of what was delivered (RFC 3461 §4.1)', async () => {
    const hub = await startHub();
    await hub.submit([recipient('alice@contoso.com', { notify: ['SUCCESS'] }), bob], { from: carol.path });
    await hub.emptied();
    const dsn = site.sink.taken.find(({ envelope }) => envelope.reversePath === null);
    expect(dsn?.content).toContain('Action: delivered');
    expect(dsn?.content).not.toContain('bob@contoso.com');
  });

  it('unknown recipients fail with a DSN at once', async () => {
    const hub = await startHub();
    await hub.submit([recipient('nobody@contoso.com'), alice], { from: carol.path });
    await hub.emptied();
    expect(site.sink.taken.find(({ envelope }) => envelope.reversePath === null)?.content).toContain(
      '5.1.10',
    );
    await eventually(() => expect(hub.counts).toMatchObject({ delivered: 2, failed: 1, dsn: 1 }));
  });
});

describe('a next hop that cannot be reached', () => {
  const ladder = {
    QueueGlitchRetryCount: 2,
    QueueGlitchRetryInterval: 150,
    MailboxDeliveryQueueRetryInterval: 300,
  };

  it('puts the queue, not each message, into Retry, and is tried again on the ladder', async () => {
    const hub = await startHub(ladder);
    await site.sink.stop();
    await Promise.all(Array.from({ length: 10 }, () => hub.submit([alice])));
    const inRetry = await eventually(async () => {
      const found = await queue('SmtpDeliveryToMailbox.DB01');
      return found?.status === 'Retry' && found.retryCount > 2 && found;
    });
    expect(inRetry).toMatchObject({ identity: 'MBX01\\DB01', messageCount: 10, delayedCount: 0 });
    expect(inRetry.lastError).toMatch(
      /^451 4\.4\.0 Primary target IP address responded with: ".*ECONNREFUSED/,
    );
    await site.sink.start();
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(10);
    expect(await queue('SmtpDeliveryToMailbox.DB01')).toMatchObject({ status: 'Ready', retryCount: 0 });
    expect(hub.faults).toEqual([]);
    // One line for each attempt, however many lanes and messages wait for it, and one for the end.
    await eventually(() => hub.told.at(-1)?.endsWith('left retry'));
    const attempts = hub.told.slice(0, -1).map((line) => /retry (\d+): .*ECONNREFUSED/.exec(line)?.[1]);
    expect(attempts).toEqual(attempts.map((_, index) => String(index)));
    expect(hub.told.at(-1)).toBe('SmtpDeliveryToMailbox.DB01 left retry');
  });

  it('that says 421 counts as one', async () => {
    const hub = await startHub(ladder);
    site.sink.greeting = replies.notAvailable;
    await hub.submit([alice]);
    await eventually(async () => (await queue('SmtpDeliveryToMailbox.DB01'))?.status === 'Retry');
    site.sink.greeting = new Reply(220, undefined, 'back');
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(1);
  });

  it('is tried at once when an administrator, or its new instance, says so', async () => {
    const hub = await startHub({ QueueGlitchRetryCount: 0, MailboxDeliveryQueueRetryInterval: 3_600_000 });
    await site.sink.stop();
    await hub.submit([alice]);
    await eventually(async () => (await queue('SmtpDeliveryToMailbox.DB01'))?.status === 'Retry');
    await site.sink.start();
    await hub.database.transaction().retryNow('SmtpDeliveryToMailbox.DB01').commit();
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(1);
  });

  it('goes away between two messages without anybody noticing', async () => {
    const hub = await startHub({ QueueGlitchRetryCount: 0, MailboxDeliveryQueueRetryInterval: 3_600_000 });
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
    expect(await queue(waiting)).toMatchObject({ retryCount: 0, delayedCount: 0, messageCount: 1 });
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com', 'carol@contoso.com']);
    expect(site.sink.connections).toBe(1);
    expect(hub.told).toEqual([]);
    expect(hub.counts.delayed).toBe(0);
  });
});

describe('age', () => {
  it('fails what is older than MessageExpirationTimeout, with 4.4.7 to the sender', async () => {
    const hub = await startHub({ QueueGlitchRetryCount: 0, MailboxDeliveryQueueRetryInterval: 200 });
    await site.sink.stop();
    await hub.submit([alice, bob], { from: carol.path });
    await eventually(async () => (await queue('SmtpDeliveryToMailbox.DB01'))?.status === 'Retry');
    const { MessageExpirationTimeout } = hub.organization.transport;
    await hub.submit([alice], { from: null, ageMs: MessageExpirationTimeout - 1 });
    await eventually(async () => {
      await hub.service.ages.sweep();
      return hub.counts.failed === 1;
    });
    expect(hub.counts.dsn).toBe(0);
    await hub.submit([bob], { from: carol.path, ageMs: MessageExpirationTimeout });
    await eventually(async () => {
      await hub.service.ages.sweep();
      return hub.counts.dsn === 1;
    });
    await site.sink.start();
    await hub.emptied();
    const dsn = site.sink.taken.find(({ envelope }) => envelope.reversePath === null);
    expect(dsn?.content).toContain('550 4.4.7 QUEUE.Expired; message expired');
    expect([...site.sink.delivered].sort()).toEqual([
      'alice@contoso.com',
      'bob@contoso.com',
      'carol@contoso.com',
    ]);
  });

  it('is told of the others even if one message cannot be read', async () => {
    const hub = await startHub({ MessageExpirationTimeout: 60_000 });
    const { keys } = hub.database;
    await site.redis.client().hset(keys.item('1'), { copies: '1', 'copy:0': 'unreadable' });
    await site.redis.client().zadd(keys.items, 1, '1');
    await site.sink.stop();
    await hub.submit([alice], { ageMs: 60_000 });
    await eventually(async () => {
      await hub.service.ages.sweep();
      return hub.counts.failed === 1;
    });
    expect(String(hub.faults.at(-1))).toContain('message 1 ');
  });

  it('tells the sender once of a delay, for the recipients that still wait', async () => {
    const hub = await startHub({ MessageRetryInterval: 3_600_000, DelayNotificationTimeout: 60_000 });
    site.sink.answer = (address) => (address.startsWith('alice') ? transient : replies.delivered);
    await hub.submit([alice, bob], { from: carol.path, ageMs: 60_001 });
    await eventually(() => hub.counts.delayed === 1 && hub.counts.delivered === 1);
    await Promise.all([hub.service.ages.sweep(), hub.service.ages.sweep()]);
    await hub.service.ages.sweep();
    const dsn = await eventually(
      () => site.sink.taken.find(({ envelope }) => envelope.reversePath === null) ?? false,
    );
    expect(dsn.content).toContain('Action: delayed');
    expect(dsn.content).not.toContain('Final-Recipient: rfc822;bob');
    expect(hub.counts.dsn).toBe(1);
    expect(await queue('SmtpDeliveryToMailbox.DB01')).toMatchObject({ messageCount: 1, delayedCount: 1 });
  });
});

describe('Unreachable', () => {
  it('keeps what has no route, and sends it through the categorizer when the configuration changes', async () => {
    const hub = await startHub();
    await hub.submit([recipient('someone@elsewhere.example'), alice]);
    await eventually(async () => (await queue('Unreachable'))?.messageCount === 1);
    await eventually(() => site.sink.delivered.length === 1);
    hub.organization = contoso({}, ['someone@elsewhere.example']);
    expect(await hub.service.unreachable.resubmit()).toBe(1);
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com', 'bob@contoso.com']);
  });

  it('does not go round in circles while nothing has changed', async () => {
    const hub = await startHub();
    await hub.submit([recipient('someone@elsewhere.example')]);
    await eventually(async () => (await queue('Unreachable'))?.messageCount === 1);
    expect(await hub.service.unreachable.resubmit()).toBe(1);
    await eventually(async () => (await queue('Submission'))?.messageCount === 0);
    expect(await queue('Unreachable')).toMatchObject({ messageCount: 1 });
  });

  it('expires like everything else, with a DSN', async () => {
    const hub = await startHub({ MessageExpirationTimeout: 60_000 });
    await hub.submit([recipient('someone@elsewhere.example')], { from: carol.path, ageMs: 60_000 });
    await eventually(async () => {
      await hub.service.ages.sweep();
      return hub.counts.dsn === 1;
    });
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['carol@contoso.com']);
  });
});

describe('Submission', () => {
  it('is passed by messages that only have to be delivered', async () => {
    const hub = await startHub();
    await eventually(() => hub.service.submissionMoves);
    site.sink.greeting = new Reply(421, '4.3.2', 'busy');
    await hub.submit([alice, carol]);
    expect(await site.redis.client().keys('*:Submission:[0-9]*')).toEqual([]);
    expect(await queue('SmtpDeliveryToMailbox.DB01')).toMatchObject({ messageCount: 1 });
    expect(await queue('SmtpDeliveryToMailbox.DB02')).toMatchObject({ messageCount: 1 });
  });
});

describe('queues', () => {
  it('disappear when they have been empty for QueueMaxIdleTime, and come back', async () => {
    const hub = await startHub({ QueueMaxIdleTime: 200 });
    await hub.submit([alice]);
    await hub.emptied();
    await eventually(async () => !(await catalog.names()).includes('SmtpDeliveryToMailbox.DB01'));
    expect(await site.redis.client().keys('*DB01*')).toEqual([]);
    await hub.submit([alice]);
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(2);
  });

  it('that are suspended in BullMQ keep their messages until they are resumed', async () => {
    const hub = await startHub();
    const bull = (await catalog.bullQueues()).find(({ name }) => name === 'Submission');
    await bull?.pause();
    await eventually(() => !hub.service.submissionMoves);
    await hub.submit([alice]);
    expect(await queue('Submission')).toMatchObject({ status: 'Suspended', messageCount: 1 });
    await bull?.resume();
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(1);
  });
});
