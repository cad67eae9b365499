import type { TestClient } from '@mailyard/testing';

import type { MaildirMessage } from '../mail/maildir.js';
import { deliveryReport, type DeliveryReport } from '../mail/delivery-report.js';
import { expectBalance, Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { greeted, submit, transact } from '../mail/send.js';
import { certificateIn } from '../stack/certificate.js';
import { Services } from '../stack/services.js';

describe('delivery status notifications (RFC 3461, RFC 3464)', () => {
  let stack: Services;
  let ledger: Ledger;

  beforeAll(async () => {
    stack = await Services.start();
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);
  beforeEach(() => {
    ledger = new Ledger();
  });
  afterEach(() => expectBalance(stack, ledger), 20_000);

  /** As another server of the organization, which Front End's look-up of recipients does not stop. */
  async function fellowServer(): Promise<TestClient> {
    const client = await greeted(stack.site.port(2525));
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await certificateIn(stack.site.pkiDir)) });
    await client.ehlo('mbx02.contoso.com');
    return client;
  }

  async function reportOn(id: string): Promise<{ stored: MaildirMessage; report: DeliveryReport }> {
    const stored = await stack.site
      .mailbox('alice')
      .only((candidate) => deliveryReport(candidate)?.returned.includes(id) ?? false, {
        what: `a DSN on ${id}`,
      });
    const report = deliveryReport(stored);
    if (report === undefined) throw new Error('no report');
    return { stored, report };
  }

  it('a recipient that fails is reported to the sender, the others get the message', async () => {
    const sent = message({ from: 'alice@contoso.com', to: 'gone@contoso.com' });
    const client = await fellowServer();
    const reply = await transact(client, sent, {
      from: 'alice@contoso.com',
      to: ['gone@contoso.com', 'bob@contoso.com'],
    });
    expect(reply.code).toBe(250);
    await client.quit();
    ledger.accept(sent.id, ['gone@contoso.com', 'bob']);

    const { stored, report } = await reportOn(sent.id);
    expect(stored.fields('Return-Path')).toEqual(['<>']);
    expect(stored.fields('To')[0]).toContain('alice@contoso.com');
    expect(stored.fields('Auto-Submitted')).toEqual(['auto-replied']); // RFC 3834 §5
    expect(report.parts).toEqual([
      expect.stringMatching(/^(?:text\/plain|multipart\/alternative)$/),
      'message/delivery-status',
      expect.stringMatching(/^(?:message\/rfc822|text\/rfc822-headers)$/),
    ]);
    expect(report.recipients).toEqual([
      expect.objectContaining({
        recipient: 'gone@contoso.com',
        action: 'failed',
        status: expect.stringMatching(/^5\.\d+\.\d+$/),
      }),
    ]);
  });

  it('NOTIFY=NEVER: no report on a failure (RFC 3461 §4.1)', async () => {
    const sent = message({ from: 'alice@contoso.com' });
    const client = await fellowServer();
    await transact(client, sent, {
      from: 'alice@contoso.com',
      to: ['gone@contoso.com'],
      rcptParameters: 'NOTIFY=NEVER',
    });
    const later = message({ from: 'alice@contoso.com' });
    await transact(client, later, { from: 'alice@contoso.com', to: ['gone@contoso.com'] });
    await client.quit();
    ledger.accept(later.id, ['gone@contoso.com']);
    // The second report proves that the first message has been through, too.
    await reportOn(later.id);
    await ledger.settled(stack);
    await expect(reportsOn(sent.id)).resolves.toBe(0);
  });

  it('NOTIFY=SUCCESS: the sender is told of the delivery, with ENVID and ORCPT (RFC 3461 §4)', async () => {
    const sent = message({ from: 'alice@contoso.com', to: 'bob@contoso.com' });
    await submit(stack.site.port(25), sent, {
      from: 'alice@contoso.com',
      to: ['bob@contoso.com'],
      mailParameters: 'RET=HDRS ENVID=QQ+2B314159',
      rcptParameters: 'NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;Robert+2BX@contoso.com',
    });
    ledger.accept(sent.id, ['bob']);
    const { stored, report } = await reportOn(sent.id);
    expect(report.recipients).toEqual([
      expect.objectContaining({
        recipient: 'bob@contoso.com',
        action: 'delivered',
        status: expect.stringMatching(/^2\.\d+\.\d+$/),
      }),
    ]);
    const text = stored.body.toString('utf8');
    expect(text).toMatch(/^Original-Envelope-Id: QQ\+314159\r$/m);
    expect(text).toMatch(/^Original-Recipient: rfc822; ?Robert\+X@contoso\.com\r$/m);
    expect(report.parts[2]).toBe('text/rfc822-headers');
  });

  it('without NOTIFY=SUCCESS a delivery is not reported', async () => {
    const sent = message({ from: 'alice@contoso.com', to: 'bob@contoso.com' });
    await submit(stack.site.port(25), sent, { from: 'alice@contoso.com', to: ['bob@contoso.com'] });
    ledger.accept(sent.id, ['bob']);
    await stack.site.mailbox('bob').message(sent.id);
    await ledger.settled(stack);
    await expect(reportsOn(sent.id)).resolves.toBe(0);
  });

  it('a failure of a message with null reverse-path is reported to nobody (RFC 5321 §4.5.5)', async () => {
    const client = await fellowServer();
    const sent = message({ from: 'alice@contoso.com' });
    const reply = await transact(client, sent, { from: '', to: ['gone@contoso.com'] });
    await client.quit();
    expect(reply.code).toBe(250);
    await ledger.settled(stack);
    await expect(reportsOn(sent.id)).resolves.toBe(0);
  });

  async function reportsOn(id: string): Promise<number> {
    const boxes = await Promise.all(
      (['alice', 'bob', 'carol'] as const).map((name) => stack.site.mailbox(name).messages()),
    );
    return boxes.flat().filter((stored) => deliveryReport(stored)?.returned.includes(id)).length;
  }
});
