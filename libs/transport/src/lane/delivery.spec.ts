import { parseCopy, submissionQueue } from '@mailyard/queue';
import { Reply, replies } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { recipient } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');
const carol = recipient('carol@contoso.com');
const queue = 'SmtpDeliveryToMailbox.DB01';
const transient = new Reply(452, '4.2.2', 'mailbox full');
const permanent = new Reply(550, '5.2.1', 'mailbox disabled');

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

describe('from Submission to the next hop', () => {
  it('delivers once to each recipient and leaves nothing behind', async () => {
    const hub = await site.startHub();
    await hub.submit([alice, bob, carol]);
    await hub.emptied();
    expect([...site.sink.delivered].sort()).toEqual([
      'alice@contoso.com',
      'bob@contoso.com',
      'carol@contoso.com',
    ]);
    expect(site.sink.taken).toHaveLength(2);
    expect(site.sink.taken[0]?.content).toMatch(
      /^X-MS-Exchange-Organization-Lease-Expires: \d+\r\nReceived: [^]*Subject: test\r\n[^]*\r\n\r\nBody\r\n$/,
    );
    await eventually(() => expect(hub.counts).toEqual({ delivered: 3, failed: 0, delayed: 0, dsn: 0 }));
  });

  it('streams content that is kept in a file, and deletes the file', async () => {
    const hub = await site.startHub();
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
    const hub = await site.startHub();
    for (let sent = 0; sent < 30; sent++) {
      await hub.submit([alice]);
      await eventually(() => site.sink.taken.length === sent + 1);
    }
    expect(site.sink.connections).toBeLessThan(4);
  });

  it('finds the work of another hub', async () => {
    const accepting = await site.openHub();
    await accepting.submit([alice]);
    const working = await site.startHub();
    await working.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
  });
});

describe('what the next hop answers', () => {
  it('2yz, 4yz and 5yz part the recipients: only those with 4yz are tried again', async () => {
    const hub = await site.startHub({ MessageRetryInterval: 100 });
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
    const hub = await site.startHub();
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
    const hub = await site.startHub({ MessageRetryInterval: 100 });
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

  it('alternates that wait are not lost to those who come once the rest was submitted again (ORAR)', async () => {
    const hub = await site.startHub({ MessageRetryInterval: 100 });
    site.sink.answer = (address) => (address.startsWith('alice') ? permanent : transient);
    const withAlternate = [alice, bob].map((each) => ({ ...each, orar: carol.path }));
    await hub.submit(withAlternate, { from: recipient('dave@contoso.com').path });
    await eventually(() => hub.counts.delayed > 1);
    site.sink.answer = (address) => (address.startsWith('bob') ? permanent : transient);
    await hub.database.transaction().suspend(queue).commit();
    const [id = ''] = await site.redis.client().zrange(hub.database.keys.items, '0', '-1');
    await eventually(async () => {
      const { copies } = await hub.database.messages.copiesOf(id);
      const stored = copies.find(({ number }) => number === '0');
      if (stored === undefined) return false;
      const transaction = hub.database.transaction();
      const moved = transaction.move(stored, { ...parseCopy(stored.stored), queue: submissionQueue });
      return (await transaction.commit()).resultOf(moved) === 'moved';
    });
    await site.catalog.resume(queue);
    await eventually(async () => {
      const { copies } = await hub.database.messages.copiesOf(id);
      return copies.every(({ number }) => number !== '0');
    });
    site.sink.answer = () => replies.delivered;
    await hub.emptied();
    expect(site.sink.taken.map(({ envelope }) => envelope.recipients)).toMatchObject(
      expect.arrayContaining([
        [{ path: carol.path, orcpt: 'rfc822;alice@contoso.com' }],
        [{ path: carol.path, orcpt: 'rfc822;bob@contoso.com' }],
      ]),
    );
  });

  it('nothing is sent for a null reverse-path or NOTIFY=NEVER (RFC 3461 §4.1, RFC 5321 §6.1)', async () => {
    const hub = await site.startHub();
    site.sink.answer = () => permanent;
    await hub.submit([alice], { from: null });
    await hub.submit([recipient('bob@contoso.com', { notify: ['NEVER'] })], { from: carol.path });
    await hub.emptied();
    await eventually(() => expect(hub.counts).toEqual({ delivered: 0, failed: 2, delayed: 0, dsn: 0 }));
  });

  it('NOTIFY=SUCCESS is answered with a DSN of what was delivered (RFC 3461 §4.1)', async () => {
    const hub = await site.startHub();
    await hub.submit([recipient('alice@contoso.com', { notify: ['SUCCESS'] }), bob], { from: carol.path });
    await hub.emptied();
    const dsn = site.sink.taken.find(({ envelope }) => envelope.reversePath === null);
    expect(dsn?.content).toContain('Action: delivered');
    expect(dsn?.content).not.toContain('bob@contoso.com');
  });

  it('unknown recipients fail with a DSN at once', async () => {
    const hub = await site.startHub();
    await hub.submit([recipient('nobody@contoso.com'), alice], { from: carol.path });
    await hub.emptied();
    expect(site.sink.taken.find(({ envelope }) => envelope.reversePath === null)?.content).toContain(
      '5.1.10',
    );
    await eventually(() => expect(hub.counts).toMatchObject({ delivered: 2, failed: 1, dsn: 1 }));
  });
});

describe('Submission', () => {
  it('is passed by messages that only have to be delivered', async () => {
    const hub = await site.startHub();
    await eventually(() => hub.service.submissionMoves);
    site.sink.greeting = new Reply(421, '4.3.2', 'busy');
    await hub.submit([alice, carol]);
    expect(await site.redis.client().keys('*:Submission:[0-9]*')).toEqual([]);
    expect(await site.queue('SmtpDeliveryToMailbox.DB01')).toMatchObject({ messageCount: 1 });
    expect(await site.queue('SmtpDeliveryToMailbox.DB02')).toMatchObject({ messageCount: 1 });
  });
});

describe('queues', () => {
  it('disappear when they have been empty for QueueMaxIdleTime, and come back', async () => {
    const hub = await site.startHub({ QueueMaxIdleTime: 200 });
    await hub.submit([alice]);
    await hub.emptied();
    await eventually(async () => !(await site.catalog.names()).includes('SmtpDeliveryToMailbox.DB01'));
    expect(await site.redis.client().keys('*DB01*')).toEqual([]);
    await hub.submit([alice]);
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(2);
  });

  it('that are suspended in BullMQ keep their messages until they are resumed', async () => {
    const hub = await site.startHub();
    const bull = await site.bull('Submission');
    await bull?.pause();
    await eventually(() => !hub.service.submissionMoves);
    await hub.submit([alice]);
    expect(await site.queue('Submission')).toMatchObject({ status: 'Suspended', messageCount: 1 });
    await bull?.resume();
    await hub.emptied();
    expect(site.sink.taken).toHaveLength(1);
  });
});
