import { eventually } from '@mailyard/testing';

import { contoso } from './spec-support/contoso.js';
import { recipient } from './spec-support/test-hub.js';
import { TestSite } from './spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const elsewhere = recipient('someone@elsewhere.example');
const mailboxQueue = 'SmtpDeliveryToMailbox.DB01';
const hourMs = 3_600_000;

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

describe('what the hub does of itself', () => {
  it('categorizes anew what had no route when the organization changes', async () => {
    const hub = await site.startHub();
    await hub.submit([elsewhere]);
    await eventually(async () => (await site.queue('Unreachable'))?.messageCount === 1);
    hub.changeOrganization(contoso({}, ['someone@elsewhere.example']));
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['bob@contoso.com']);
  });

  it('ends what is too old, and nobody has to ask', async () => {
    const settings = { MessageExpirationTimeout: 60_000 };
    const hub = await site.openHub({ settings, intervals: { age: 50 } });
    await hub.start();
    await hub.submit([elsewhere], { from: null, ageMs: 60_000 });
    await hub.emptied();
    await eventually(() => hub.counts.failed === 1);
  });

  it('tries a queue at once when its next hops have come back', async () => {
    const hub = await site.startHub({ QueueGlitchRetryCount: 0, MailboxDeliveryQueueRetryInterval: hourMs });
    await site.sink.stop();
    await hub.submit([alice]);
    await eventually(async () => (await site.queue(mailboxQueue))?.status === 'Retry');
    await site.sink.start();
    hub.news.returned('SmtpDeliveryToMailbox');
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
  });
});
