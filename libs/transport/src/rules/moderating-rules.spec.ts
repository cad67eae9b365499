import { randomUUID } from 'node:crypto';

import { mailboxSchema, Organization, transportRuleSchema } from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';
import type { TrackingEvent } from '@mailyard/tracking';

import { Moderators } from '../spec-support/moderators.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

type Parameters = Readonly<Record<string, unknown>>;

const bob = recipient('bob@contoso.com');
const carol = recipient('carol@contoso.com');
const fromCarol = carol.path;

let site: TestSite;
const moderators = new Moderators(() => site);
const received = (name: string) =>
  moderators
    .takenBy(name)
    .map(({ content }) => /^Subject: (.*)\r$/m.exec(content)?.[1] ?? '')
    .toSorted((one, other) => one.localeCompare(other));

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

/** Of carol alice is the manager. */
async function hubWith(rules: readonly Parameters[], events: TrackingEvent[] = []): Promise<TestHub> {
  const hub = await site.openHub({ tracking: { enabled: true, track: (event) => void events.push(event) } });
  await hub.start();
  const { organization } = hub;
  const TransportRules = rules.map((rule, index) =>
    transportRuleSchema.parse({ Guid: randomUUID(), Name: `Rule ${index}`, Priority: index, ...rule }),
  );
  const Mailboxes = organization.objects.Mailboxes.map((mailbox) =>
    mailbox.Name === 'carol' ? mailboxSchema.parse({ ...mailbox, Manager: 'alice' }) : mailbox,
  );
  const objects = { ...organization.objects, TransportRules, Mailboxes };
  hub.changeOrganization(new Organization(organization.revision + 1, objects));
  return hub;
}

const byAlice = { ModerateMessageByUser: ['alice'] };

describe('a rule that asks moderators', () => {
  it('does so for those whom it means, in one request; all rules act once, when they have approved', async () => {
    const events: TrackingEvent[] = [];
    const hub = await hubWith(
      [
        { PrependSubject: 'a', BlindCopyTo: ['alice'], GenerateNotification: 'look' },
        {
          RecipientDomainIs: ['contoso.com'],
          SubjectContainsWords: ['atest'],
          PrependSubject: 'b',
          ...byAlice,
        },
        { SubjectContainsWords: ['batest'], PrependSubject: 'c' },
      ],
      events,
    );
    await hub.submit([bob, carol], { body: 'hello\r\n' });
    const { answerTo, content } = await moderators.request();
    await moderators.waits();
    // The message as it came.
    expect(content).toContain('Approval required: test');
    expect(received('bob')).toEqual(['Notification']);
    await moderators.answer(hub, answerTo);
    await hub.emptied();
    expect(received('bob')).toEqual(['cbatest', 'Notification']);
    expect(received('carol')).toEqual(['cbatest', 'Notification']);
    expect(received('alice')).toEqual(['Approval required: test', 'cbatest']);
    expect(events.filter(({ source }) => source === 'APPROVAL').map(({ eventId }) => eventId)).toEqual([
      'INITMESSAGECREATED',
      'MODERATORAPPROVE',
      'DROP',
    ]);
    expect(hub.faults).toEqual([]);
  });

  it('keeps nothing back from others, and tells the sender of a rejection', async () => {
    const hub = await hubWith([{ SentTo: ['bob'], ...byAlice }]);
    await hub.submit([bob, recipient('alice@contoso.com')], { from: fromCarol });
    const { answerTo } = await moderators.request();
    await moderators.answer(hub, answerTo, { body: 'Reject\r\n\r\nNot so.\r\n' });
    await hub.emptied();
    expect(received('bob')).toEqual([]);
    expect(received('alice')).toEqual(['Approval required: test', 'test']);
    expect(moderators.takenBy('carol')[0]?.content).toContain('APPROVAL.Rejected');
  });

  it('one after the other', async () => {
    const hub = await hubWith([byAlice, { ...byAlice, PrependSubject: 'x' }]);
    await hub.submit([bob]);
    await moderators.answer(hub, (await moderators.request()).answerTo);
    await moderators.answer(hub, (await moderators.request('alice', 2)).answerTo);
    await hub.emptied();
    expect(received('bob')).toEqual(['xtest']);
  });

  it('asks nobody about what moderators send themselves, if they have signed in', async () => {
    const hub = await hubWith([byAlice]);
    const from = pathOf('alice@contoso.com');
    await hub.submit([bob], { from, authAs: 'Internal' });
    await hub.submit([carol], { from, authAs: 'Anonymous' });
    await moderators.waits();
    expect(received('bob')).toEqual(['test']);
    expect(received('carol')).toEqual([]);
  });

  it('asks the manager of the sender, and nobody where there is none (ModerateMessageByManager)', async () => {
    const hub = await hubWith([{ SenderAddressLocation: 'Envelope', ModerateMessageByManager: true }]);
    await hub.submit([bob], { from: fromCarol, fields: 'From: carol@contoso.com\r\n' });
    await hub.submit([carol], { from: bob.path, fields: 'From: bob@contoso.com\r\n' });
    await moderators.answer(hub, (await moderators.request()).answerTo);
    await hub.emptied();
    expect(received('alice')).toEqual(['Approval required: test']);
    expect([received('bob'), received('carol')]).toEqual([['test'], ['test']]);
  });

  it('and redirects it then, once, wherever its recipients are', async () => {
    const hub = await hubWith([{ RedirectMessageTo: ['carol'], ...byAlice }]);
    await hub.submit([bob, recipient('x@relay.example')]);
    await moderators.answer(hub, (await moderators.request()).answerTo);
    await hub.emptied();
    expect(received('carol')).toEqual(['test']);
    expect(received('bob')).toEqual([]);
  });
});
