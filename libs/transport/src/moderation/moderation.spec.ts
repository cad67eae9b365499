import { mailboxSchema, Organization } from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';
import { replies, Reply, type Path } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';
import type { TrackingEvent } from '@mailyard/tracking';

import { Moderators, type Answer, type Taken } from '../spec-support/moderators.js';
import type { TestHub, TestHubOptions } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const bob = pathOf('bob@contoso.com');
const carol = pathOf('carol@contoso.com');

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

/** What is sent to bob waits for alice, or for more. */
async function hubWith(
  parameters: Readonly<Record<string, unknown>> = {},
  options: Partial<TestHubOptions> = {},
): Promise<TestHub> {
  const hub = await site.openHub(options);
  await hub.start();
  const { organization } = hub;
  const Mailboxes = organization.objects.Mailboxes.map((mailbox) =>
    mailbox.Name === 'bob'
      ? mailboxSchema.parse({ ...mailbox, ModerationEnabled: true, ModeratedBy: ['alice'], ...parameters })
      : mailbox,
  );
  const objects = { ...organization.objects, Mailboxes };
  hub.changeOrganization(new Organization(organization.revision + 1, objects));
  return hub;
}

const moderators = new Moderators(() => site);
const taken = () => moderators.taken();
const takenBy = (name: string) => moderators.takenBy(name);
const request = () => moderators.request();
const answer = (hub: TestHub, to: Path, said?: Answer) => moderators.answer(hub, to, said);
const waits = (count?: number) => moderators.waits(count);

const subjectOf = ({ content }: Taken): string => /^Subject: (.*)\r$/m.exec(content)?.[1] ?? '';

describe('moderation in the hub', () => {
  it('asks, keeps the message, and delivers it once a moderator has approved; others have it before', async () => {
    const hub = await hubWith();
    await hub.submit([{ path: bob }, { path: carol }], { body: 'What I have to say\r\n' });
    const { content, answerTo, from } = await request();
    await waits();
    expect(
      taken()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['alice', 'carol']);
    expect(content).toContain('message/rfc822');
    expect(content).toContain('What I have to say');
    expect(content).toContain(
      `mailto:${encodeURIComponent(answerTo.localPart)}@contoso.com?subject=3DApprove`,
    );
    expect(from).not.toEqual(answerTo);
    await answer(hub, answerTo);
    await hub.emptied();
    expect(takenBy('bob').map((each) => each.content)).toEqual([
      expect.stringContaining('What I have to say'),
    ]);
    expect(hub.counts.failed).toBe(0);
  });

  it('tells the sender of a rejection, in the words of the moderator', async () => {
    const hub = await hubWith();
    await hub.submit([{ path: bob }], { from: carol });
    const { answerTo } = await request();
    await answer(hub, answerTo, { body: 'Reject\r\n\r\nNot before Monday.\r\n\r\n> Hello\r\n' });
    await hub.emptied();
    const [ndr] = takenBy('carol');
    expect(ndr?.content).toContain('550 5.7.1 APPROVAL.Rejected; message rejected by a moderator');
    expect(ndr?.content).toContain('Not before Monday.');
    expect(takenBy('bob')).toEqual([]);
  });

  it.each([
    ['Always', 'Anonymous', 1],
    ['Internal', 'Internal', 1],
    ['Internal', 'Anonymous', 0],
    ['Never', 'Internal', 0],
  ] as const)('SendModerationNotifications %s, of a sender who is %s: %i', async (to, authAs, expected) => {
    const hub = await hubWith({ SendModerationNotifications: to });
    await hub.submit([{ path: bob }], { from: carol, authAs });
    await answer(hub, (await request()).answerTo, { body: 'Reject' });
    await hub.emptied();
    expect(takenBy('carol')).toHaveLength(expected);
    expect(hub.counts.failed).toBe(1);
  });

  it('counts the first decision, and tells the others', async () => {
    const hub = await hubWith({ ModeratedBy: ['alice', 'carol'] });
    await hub.submit([{ path: bob }]);
    const { answerTo } = await request();
    await answer(hub, answerTo);
    await eventually(() => expect(takenBy('bob')).toHaveLength(1), { what: 'the message' });
    await answer(hub, answerTo, { from: carol, body: 'Reject' });
    await hub.emptied();
    expect(takenBy('carol').map(subjectOf)).toEqual(['Approval required: test', 'Answer not counted: test']);
    expect(takenBy('carol').at(-1)?.content).toContain('has been decided on');
    expect(hub.counts.failed).toBe(0);
  });

  it.each<readonly [string, Answer, string | undefined]>([
    ['an address that anybody can forge', { authAs: 'Anonymous' }, 'was not counted'],
    ['somebody who is no moderator', { from: carol }, undefined],
    ['nobody (RFC 5321 §4.5.5)', { from: null }, undefined],
    ['a program (RFC 3834)', { fields: 'Auto-Submitted: auto-replied\r\n' }, undefined],
    ['a program that answers nobody', { fields: 'Auto-Submitted: auto-generated\r\n' }, undefined],
    ['somebody who says neither', { body: 'What is this?\r\n' }, 'was not understood'],
    [
      'somebody who says both',
      { fields: 'Subject: Approve: test\r\n', body: 'Reject\r\n' },
      'was not understood',
    ],
  ])('does not take the word of %s', async (_, said, told) => {
    const hub = await hubWith();
    await hub.submit([{ path: bob }]);
    const { answerTo } = await request();
    await answer(hub, answerTo, said);
    await eventually(
      async () => {
        expect(await hub.leftovers()).toHaveLength(2);
        expect(takenBy('alice')).toHaveLength(told === undefined ? 1 : 2);
      },
      { what: 'the end of the answer' },
    );
    expect(takenBy('alice')[1]?.content ?? '').toContain(told ?? '');
    await waits();
    expect(takenBy('bob')).toEqual([]);
  });

  it('nor of one who has not been told the reference', async () => {
    const hub = await hubWith();
    await hub.submit([{ path: bob }]);
    const { answerTo } = await request();
    const guessed = {
      ...answerTo,
      localPart: answerTo.localPart.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')),
    };
    await answer(hub, guessed);
    await eventually(() => expect(takenBy('alice')).toHaveLength(2), { what: 'that nothing was found' });
    await waits();
  });

  it('takes the word behind the links of the request', async () => {
    const hub = await hubWith();
    await hub.submit([{ path: bob }]);
    await answer(hub, (await request()).answerTo, { fields: 'Subject: Genehmigen: test\r\n', body: '' });
    await hub.emptied();
    expect(takenBy('bob')).toHaveLength(1);
  });

  it('tells the sender when no moderator can be reached (MODERATORSALLNDR)', async () => {
    site.sink.answer = (address) =>
      address === 'alice@contoso.com' ? new Reply(550, '5.1.1', 'gone') : replies.delivered;
    const events: TrackingEvent[] = [];
    const tracking = { enabled: true, track: (event: TrackingEvent) => void events.push(event) };
    const hub = await hubWith({}, { tracking });
    await hub.submit([{ path: bob }], { from: carol });
    await hub.emptied();
    expect(takenBy('carol')[0]?.content).toContain('APPROVAL.ModeratorsUnreached');
    expect(events.map(({ eventId }) => eventId)).toEqual(
      expect.arrayContaining(['INITMESSAGECREATED', 'MODERATORSALLNDR', 'FAIL', 'DSN']),
    );
  });

  it.each([
    ['Approve', 'MODERATORAPPROVE'],
    ['Reject', 'MODERATORREJECT'],
  ])('%s: tracking tells whose decision it was', async (body, eventId) => {
    const events: TrackingEvent[] = [];
    const tracking = { enabled: true, track: (event: TrackingEvent) => void events.push(event) };
    const hub = await hubWith({}, { tracking });
    await hub.submit([{ path: bob }], { from: carol });
    await answer(hub, (await request()).answerTo, { body });
    await hub.emptied();
    expect(events.find((event) => event.eventId === eventId)?.sourceContext).toBe('alice@contoso.com');
  });

  it('and not when one of them can', async () => {
    site.sink.answer = (address) =>
      address === 'carol@contoso.com' ? new Reply(550, '5.1.1', 'gone') : replies.delivered;
    const hub = await hubWith({ ModeratedBy: ['carol', 'alice'] });
    await hub.submit([{ path: bob }]);
    const { answerTo } = await request();
    await answer(hub, answerTo);
    await hub.emptied();
    expect(takenBy('bob')).toHaveLength(1);
  });

  it('tells sender and moderators when nobody has decided in time', async () => {
    const hub = await hubWith(
      {},
      { settings: { ModerationExpirationTimeout: 1_000 }, intervals: { age: 50 } },
    );
    await hub.submit([{ path: bob }], { from: carol });
    await hub.emptied();
    expect(takenBy('carol')[0]?.content).toContain('APPROVAL.Expired');
    expect(takenBy('alice').at(-1)?.content).toContain('has decided on this message in time');
  });

  it('ages a message from its approval on, and not while it waits', async () => {
    const hub = await hubWith({}, { settings: { MessageExpirationTimeout: 1_000 }, intervals: { age: 50 } });
    await hub.submit([{ path: bob }], { ageMs: 900 });
    const { answerTo } = await request();
    const asked = Date.now();
    await eventually(() => expect(Date.now() - asked).toBeGreaterThan(300), { what: 'a sweep' });
    await waits();
    await answer(hub, answerTo);
    await hub.emptied();
    expect(takenBy('bob')).toHaveLength(1);
  });
});
