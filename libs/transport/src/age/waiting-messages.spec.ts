import { Reply, replies } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { contoso } from '../spec-support/contoso.js';
import { recipient } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');
const carol = recipient('carol@contoso.com');
const transient = new Reply(452, '4.2.2', 'mailbox full');

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

describe('age', () => {
  it('fails what is older than MessageExpirationTimeout, with 4.4.7 to the sender', async () => {
    const hub = await site.startHub({ QueueGlitchRetryCount: 0, MailboxDeliveryQueueRetryInterval: 200 });
    await site.sink.stop();
    await hub.submit([alice, bob], { from: carol.path });
    await eventually(async () => (await site.queue('SmtpDeliveryToMailbox.DB01'))?.status === 'Retry');
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
    const hub = await site.startHub({ MessageExpirationTimeout: 60_000 });
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
    const hub = await site.startHub({ MessageRetryInterval: 3_600_000, DelayNotificationTimeout: 60_000 });
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
    expect(await site.queue('SmtpDeliveryToMailbox.DB01')).toMatchObject({
      messageCount: 1,
      delayedCount: 1,
    });
  });
});

describe('Unreachable', () => {
  it('keeps what has no route, and sends it through the categorizer when the configuration changes', async () => {
    const hub = await site.startHub();
    await hub.submit([recipient('someone@elsewhere.example'), alice]);
    await eventually(async () => (await site.queue('Unreachable'))?.messageCount === 1);
    await eventually(() => site.sink.delivered.length === 1);
    hub.organization = contoso({}, ['someone@elsewhere.example']);
    expect(await hub.service.routes.unreachable.resubmit()).toBe(1);
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com', 'bob@contoso.com']);
  });

  it('does not go round in circles while nothing has changed', async () => {
    const hub = await site.startHub();
    await hub.submit([recipient('someone@elsewhere.example')]);
    await eventually(async () => (await site.queue('Unreachable'))?.messageCount === 1);
    expect(await hub.service.routes.unreachable.resubmit()).toBe(0);
    expect(await site.queue('Unreachable')).toMatchObject({ messageCount: 1 });
  });

  it('expires like everything else, with a DSN', async () => {
    const hub = await site.startHub({ MessageExpirationTimeout: 60_000 });
    await hub.submit([recipient('someone@elsewhere.example')], { from: carol.path, ageMs: 60_000 });
    await eventually(async () => {
      await hub.service.ages.sweep();
      return hub.counts.dsn === 1;
    });
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['carol@contoso.com']);
  });
});
