import { Reply } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const carol = recipient('carol@contoso.com');
const elsewhere = recipient('someone@elsewhere.example');
const db01 = 'SmtpDeliveryToMailbox.DB01';
const expiryMs = 60_000;
const settings = {
  MessageExpirationTimeout: expiryMs,
  DelayNotificationTimeout: expiryMs / 2,
  MessageRetryInterval: 3_600_000,
  QueueGlitchRetryCount: 0,
  MailboxDeliveryQueueRetryInterval: 3_600_000,
};

let site: TestSite;
let hub: TestHub;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
beforeEach(async () => {
  hub = await site.openHub({ settings });
  await hub.start();
});
afterEach(() => site.renew());

/** The DSN with this action, on one line and without its soft line breaks. `swept`: by whom ages are judged. */
async function report(action: string, { swept = true } = {}): Promise<string> {
  const find = (): string | undefined =>
    site.sink.taken.find(({ content }) => content.includes(`\r\nAction: ${action}\r\n`))?.content;
  await eventually(async () => {
    if (swept) await hub.service.ages.sweep();
    return find() !== undefined;
  });
  return (find() ?? '').replaceAll('=\r\n', '').replaceAll(/\r\n (?=\S)/g, ' ');
}

describe.each([
  ['delayed', expiryMs / 2],
  ['failed', expiryMs],
] as const)('the DSN says why a message has %s (RFC 3464 §2.3.6)', (action, ageMs) => {
  const failed = action === 'failed';
  const reply = failed
    ? '550 4.4.7 QUEUE.Expired; message expired'
    : '450 4.4.7 QUEUE.Delayed; message delayed';
  const diagnosis = (more: string) => `Diagnostic-Code: smtp;${reply}${more}`;

  it('no connector leads there', async () => {
    await hub.submit([elsewhere], { from: carol.path, ageMs });
    await eventually(async () => (await site.queue('Unreachable'))?.messageCount === 1);
    const dsn = await report(action);
    expect(dsn).toContain(
      diagnosis(
        ' in unreachable destination queue. Reason: A matching connector cannot be found to route the external recipient',
      ),
    );
    expect(dsn).toContain("No connector of this mail system leads to the recipient's domain");
  });

  it('the next hop could not be reached', async () => {
    await site.sink.stop();
    await hub.submit([alice]);
    await eventually(async () => (await site.queue(db01))?.status === 'Retry');
    await hub.submit([alice], { from: carol.path, ageMs });
    await site.sink.start();
    const dsn = await report(action);
    expect(dsn).toContain(diagnosis('. Last error: 451 4.4.0 Primary target IP address responded with: "'));
    expect(dsn).toContain('The server that has to take the message next c');
  });

  it('the next hop refused it for the time being', async () => {
    const full = new Reply(452, '4.2.2', 'mailbox full');
    site.sink.answer = (address) => (address.startsWith('alice') ? full : new Reply(250, '2.0.0', 'OK'));
    // Too old already, it is judged by its lane; else it waits until it is.
    await hub.submit([alice], { from: carol.path, ageMs: failed ? ageMs : ageMs - 1000 });
    const dsn = await report(action, { swept: !failed });
    expect(dsn).toContain(diagnosis('. Last error: 452 4.2.2 mailbox full'));
    expect(dsn).toMatch(/The recipient's mail system refuse.*The recipient's mailbox was full\./);
  });

  it('the queue was suspended', async () => {
    await hub.submit([alice]);
    await hub.emptied();
    await (await site.bull(db01))?.pause();
    await hub.submit([alice], { from: carol.path, ageMs });
    const dsn = await report(action);
    await (await site.bull(db01))?.resume();
    expect(dsn).toContain(diagnosis(' in suspended queue'));
    expect(dsn).toContain('An administrator of this mail system has suspended the queue');
  });

  it('says nothing of the inside to a sender outside', async () => {
    const outside = recipient('sender@elsewhere.example');
    await hub.submit([elsewhere], { from: outside.path, ageMs });
    await eventually(async () => (await site.queue('Unreachable'))?.messageCount === 1);
    await eventually(async () => {
      await hub.service.ages.sweep();
      return hub.counts.dsn === 1;
    });
    expect(await site.redis.client().keys('*:item:*')).not.toEqual([]);
    await eventually(async () => (await site.queue('Unreachable'))?.messageCount === (failed ? 1 : 2));
    const contents = await Promise.all(
      (await site.redis.client().keys('*:item:*')).map((key) => site.redis.client().hget(key, 'content')),
    );
    const dsn = contents.join('').replaceAll(/\r\n (?=\S)/g, ' ');
    expect(dsn).toContain(`${diagnosis(' in unreachable destination queue')}\r\n`);
  });
});
