import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { distributionGroupSchema, Organization, transportRuleSchema } from '@mailyard/directory';
import { submissionQueue, type ContentDraft } from '@mailyard/queue';
import { Reply, replies } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import type { TrackingEvent } from '@mailyard/tracking';

import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

type Parameters = Readonly<Record<string, unknown>>;

const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');
const carol = recipient('carol@contoso.com');
const fromBob = recipient('bob@contoso.com').path;

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

async function hubWith(...rules: readonly Parameters[]): Promise<TestHub> {
  const hub = await site.startHub();
  change(hub, ...rules);
  return hub;
}

function change(hub: TestHub, ...rules: readonly Parameters[]): void {
  const { organization } = hub;
  const TransportRules = rules.map((rule, index) =>
    transportRuleSchema.parse({ Guid: randomUUID(), Name: `Rule ${index}`, ...rule }),
  );
  hub.changeOrganization(
    new Organization(organization.revision + 1, { ...organization.objects, TransportRules }),
  );
}

/** What was delivered: to whom, and what matters of it. */
const delivered = () =>
  site.sink.taken
    .map(({ envelope, content }) => ({
      to: envelope.recipients.map(({ path }) => path.localPart).join(),
      from: envelope.reversePath?.localPart,
      subject: /^Subject: (.*)\r$/m.exec(content)?.[1],
      body: content.slice(content.indexOf('\r\n\r\n') + 4),
      content,
    }))
    .sort((one, other) => one.to.localeCompare(other.to));

describe('transport rules in the hub', () => {
  it('change the message for those whom they mean, and leave it to the others as it is', async () => {
    const hub = await hubWith({ SentTo: ['carol'], PrependSubject: '[C] ' });
    await hub.submit([alice, carol]);
    await hub.emptied();
    expect(delivered()).toMatchObject([
      { to: 'alice', subject: 'test' },
      { to: 'carol', subject: '[C] test' },
    ]);
    expect(hub.faults).toEqual([]);
  });

  it('are executed once, also when their own result would bring them on again', async () => {
    const hub = await hubWith({ SubjectContainsWords: ['test'], PrependSubject: '[X] ' });
    await hub.submit([alice]);
    await hub.emptied();
    expect(delivered()).toMatchObject([{ subject: '[X] test' }]);
  });

  it.each([
    ['kept in Redis', 'hello\r\n'],
    ['kept in a file', `${'x'.repeat(70)}\r\n`.repeat(1_000)],
  ])('put a disclaimer behind a text that is %s', async (_, body) => {
    const hub = await hubWith({ ApplyHtmlDisclaimerText: '<p>Contoso Ltd</p>' });
    await hub.submit([alice], { body });
    await hub.emptied();
    expect(delivered()[0]?.body).toBe(`${body}\r\nContoso Ltd\r\n`);
    const left = await hub.files.sweep({
      olderThanMs: -1,
      now: Date.now(),
      exist: () => Promise.resolve([false]),
    });
    expect(left).toBe(0);
  });

  it('leave nothing on a disk that is full', async () => {
    const hub = await site.openHub();
    await hub.database.transaction().suspend(submissionQueue).commit();
    await hub.start();
    change(hub, { PrependSubject: '[X] ' });
    await hub.submit([alice], { body: 'x'.repeat(50_000) });
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' });
    const begin = hub.files.begin.bind(hub.files);
    const drafts: ContentDraft[] = [];
    hub.files.begin = async () => {
      const draft = Object.assign(await begin(), { write: () => Promise.reject(full) });
      drafts.push(draft);
      return draft;
    };
    await site.catalog.resume(submissionQueue);
    await eventually(() => hub.faults.includes(full));
    expect(drafts).toHaveLength(1);
    expect(await readdir(join(site.directory.path, 'incoming'))).toEqual([]);
  });

  it('refuse a message, and its sender is told by whom', async () => {
    const hub = await hubWith({ SentTo: ['carol'], RejectMessageReasonText: 'Not for Carol' });
    await hub.submit([alice, carol], { from: fromBob });
    await hub.emptied();
    const [toAlice, report] = delivered();
    expect(toAlice).toMatchObject({ to: 'alice', subject: 'test' });
    expect(report).toMatchObject({ to: 'bob', from: undefined });
    expect(report?.body).toContain('TRANSPORT.RULES.RejectMessage; Not for Carol');
    expect(report?.body).toContain('(carol@contoso.com)\r\nNot for Carol\r\n');
    expect(hub.counts).toMatchObject({ delivered: 2, failed: 1, dsn: 1 });
  });

  it('refuse what a member of a group was to get, and its manager hears of it (ReportToManagerEnabled)', async () => {
    const hub = await hubWith({ SentTo: ['carol'], RejectMessageReasonText: 'Not for Carol' });
    const { organization } = hub;
    const group = distributionGroupSchema.parse({
      Guid: randomUUID(),
      Name: 'staff',
      PrimarySmtpAddress: 'staff@contoso.com',
      Members: ['carol'],
      ManagedBy: ['alice'],
      ReportToManagerEnabled: true,
      ReportToOriginatorEnabled: false,
      RequireSenderAuthenticationEnabled: false,
    });
    hub.changeOrganization(
      new Organization(organization.revision + 1, { ...organization.objects, DistributionGroups: [group] }),
    );
    await hub.submit([recipient('staff@contoso.com')], { from: fromBob });
    await hub.emptied();
    expect(delivered()).toMatchObject([{ to: 'alice', from: undefined }]);
  });

  it('delete a message, and nobody is told', async () => {
    const hub = await hubWith({ DeleteMessage: true });
    await hub.submit([alice, bob], { from: fromBob });
    await hub.emptied();
    expect(delivered()).toEqual([]);
  });

  it('redirect a message, and its sender is told when that fails: nobody else has it', async () => {
    const hub = await hubWith({ SentTo: ['alice'], RedirectMessageTo: ['carol', 'nobody@contoso.com'] });
    await hub.submit([alice], { from: fromBob });
    await hub.emptied();
    expect(delivered()).toMatchObject([
      { to: 'bob', subject: 'Undeliverable: test' },
      { to: 'carol', subject: 'test' },
    ]);
  });

  it('redirect a message once, whichever queues its recipients are in, and leave nothing behind', async () => {
    const hub = await hubWith({ RedirectMessageTo: ['carol'] });
    await hub.submit([alice, recipient('kate@fabrikam.example')]);
    await hub.emptied();
    expect(delivered()).toMatchObject([{ to: 'carol', subject: 'test' }]);
    expect(await hub.leftovers()).toEqual([]);
  });

  it('send a blind copy, of which its sender does not hear when that fails', async () => {
    const hub = await hubWith({ SentTo: ['alice'], BlindCopyTo: ['nobody@contoso.com'] });
    await hub.submit([alice], { from: fromBob });
    await hub.emptied();
    expect(delivered()).toMatchObject([{ to: 'alice', subject: 'test' }]);
  });

  it('add recipients', async () => {
    const hub = await hubWith({ SentTo: ['alice'], BlindCopyTo: ['carol'] });
    await hub.submit([alice]);
    await hub.emptied();
    expect(delivered().map(({ to }) => to)).toEqual(['alice', 'carol']);
  });

  it('report an incident with the message, and notify the recipients', async () => {
    const hub = await hubWith({
      SentTo: ['alice'],
      GenerateIncidentReport: 'carol@contoso.com',
      IncidentReportContent: ['Subject', 'Recipients', 'AttachOriginalMail'],
      GenerateNotification: 'about %%Subject%%',
      DeleteMessage: true,
    });
    await hub.submit([alice]);
    await hub.emptied();
    const [notification, report] = delivered();
    expect(notification).toMatchObject({ to: 'alice', subject: 'Notification' });
    expect(notification?.body).toContain('about test');
    expect(notification?.body).not.toContain('message/rfc822');
    expect(report).toMatchObject({ to: 'carol', subject: 'Rule detected: Rule 0', from: undefined });
    expect(report?.body).toMatch(
      /Recipients: alice@contoso\.com[^]*message\/rfc822[^]*Subject: test[^]*Body/,
    );
  });

  it('are told of in message tracking, with what became of the message', async () => {
    const events: TrackingEvent[] = [];
    const hub = await site.openHub({
      tracking: { enabled: true, track: (event) => void events.push(event) },
    });
    await hub.start();
    change(
      hub,
      { SentTo: ['alice'], Mode: 'Audit', DeleteMessage: true },
      { SentTo: ['bob'], DeleteMessage: true },
      { SentTo: ['carol'], RedirectMessageTo: ['alice'] },
      { SentTo: ['alice'], SetAuditSeverity: 'DoNotAudit', PrependSubject: 'x' },
    );
    await hub.submit([alice, bob, carol]);
    await hub.emptied();
    const told = events
      .filter(({ eventId }) => /^(?:AGENTINFO|DROP|REDIRECT|TRANSFER)$/.test(eventId))
      .map(({ eventId, recipients = [], customData }) =>
        [eventId, ...recipients.map(({ address }) => address), /mode=\w+/.exec(customData?.['TRA'] ?? '')]
          .join(' ')
          .trim(),
      );
    expect(told.sort()).toEqual([
      'AGENTINFO alice@contoso.com mode=Audit',
      'AGENTINFO bob@contoso.com mode=Enforce',
      'AGENTINFO carol@contoso.com mode=Enforce',
      'DROP bob@contoso.com',
      'REDIRECT alice@contoso.com',
      'TRANSFER alice@contoso.com',
      'TRANSFER alice@contoso.com',
    ]);
  });

  it('hold no DSN back', async () => {
    const hub = await hubWith({ SentTo: ['bob'], DeleteMessage: true });
    const refusal = new Reply(550, '5.2.1', 'mailbox disabled');
    site.sink.answer = (address) => (address.startsWith('alice') ? refusal : replies.delivered);
    await hub.submit([alice, bob], { from: fromBob });
    await hub.emptied();
    expect(site.sink.taken.map(({ envelope }) => envelope.reversePath)).toContain(null);
  });
});
