import { randomUUID } from 'node:crypto';

import {
  distributionGroupSchema,
  journalRuleSchema,
  Organization,
  transportSettingsSchema,
} from '@mailyard/directory';
import { parseCopy, submissionQueue } from '@mailyard/queue';
import { Reply, replies } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';
import PostalMime from 'postal-mime';

import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

type Parameters = Readonly<Record<string, unknown>>;

const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');
const team = recipient('team@contoso.com');
const fromBob = bob.path;

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

/** carol keeps the reports; alice and bob are in team. */
async function hubWith(rules: readonly Parameters[], settings: Parameters = {}): Promise<TestHub> {
  const hub = await site.startHub();
  const { organization } = hub;
  const group = {
    Name: 'team',
    PrimarySmtpAddress: 'team@contoso.com',
    Members: ['alice', 'bob'],
    RequireSenderAuthenticationEnabled: false,
  };
  hub.changeOrganization(
    new Organization(organization.revision + 1, {
      ...organization.objects,
      DistributionGroups: [distributionGroupSchema.parse({ Guid: randomUUID(), ...group })],
      JournalRules: rules.map((rule, index) =>
        journalRuleSchema.parse({
          Guid: randomUUID(),
          Name: `Rule ${index}`,
          JournalEmailAddress: 'carol',
          ...rule,
        }),
      ),
      TransportSettings: [transportSettingsSchema.parse({ ...organization.transport, ...settings })],
    }),
  );
  return hub;
}

const isReport = ({ content }: { readonly content: string }): boolean =>
  content.slice(0, content.indexOf('\r\n\r\n')).includes('X-MS-Journal-Report:');
const reports = () => site.sink.taken.filter(isReport);
const others = () => site.sink.taken.filter((taken) => !isReport(taken));

describe('journaling', () => {
  it('reports a message once, also when it is submitted again', async () => {
    const hub = await hubWith([{}]);
    const { database } = hub;
    const queue = 'SmtpDeliveryToMailbox.DB01';
    await database.transaction().suspend(queue).commit();
    await hub.submit([alice], { from: fromBob });
    await eventually(() => reports().length === 1);
    const [id = ''] = await site.redis.client().zrange(database.keys.items, '0', '-1');
    const { copies } = await database.messages.copiesOf(id);
    for (const copy of copies) {
      const transaction = database.transaction();
      transaction.move(copy, { ...parseCopy(copy.stored), queue: submissionQueue });
      await transaction.commit();
    }
    await site.catalog.resume(queue);
    await hub.emptied();
    expect(others()).toHaveLength(1);
    expect(reports()).toHaveLength(1);
  });

  it('reports who sent what to whom, with the message as it was', async () => {
    const hub = await hubWith([{}]);
    await hub.submit([alice], { from: fromBob });
    await hub.emptied();
    expect(others()).toHaveLength(1);
    const [report] = reports();
    expect(report?.envelope).toMatchObject({
      reversePath: null,
      recipients: [{ path: { localPart: 'carol' } }],
    });
    const read = await PostalMime.parse(report?.content ?? '', { forceRfc822Attachments: true });
    expect(read.subject).toBe('test');
    expect(read.text?.trim().split('\n')).toEqual([
      'Sender: bob@contoso.com',
      'Subject: test',
      expect.stringMatching(/^Message-Id: <.*@mbx01\.contoso\.com>$/),
      // Who is not signed in may have told To and Cc, or not.
      'Recipient: alice@contoso.com',
    ]);
    const [original] = read.attachments;
    expect(original?.mimeType).toBe('message/rfc822');
    expect(Buffer.from(original?.content as ArrayBuffer).toString()).toMatch(/^Subject: test$[^]*^Body$/m);
  });

  it('tells of members by which group they got it', async () => {
    const hub = await hubWith([{}]);
    await hub.submit([team]);
    await hub.emptied();
    const [report, more] = reports();
    expect(more).toBeUndefined();
    expect(report?.content).toContain('Recipient: alice@contoso.com, Expanded: team@contoso.com');
    expect(report?.content).toContain('Recipient: bob@contoso.com, Expanded: team@contoso.com');
  });

  it('tells to whom whose message was forwarded', async () => {
    const hub = await hubWith([{}]);
    const { organization } = hub;
    hub.changeOrganization(
      new Organization(organization.revision + 1, {
        ...organization.objects,
        Mailboxes: organization.objects.Mailboxes.map((mailbox) =>
          mailbox.Name === 'alice' ? { ...mailbox, ForwardingAddress: 'bob' } : mailbox,
        ),
      }),
    );
    await hub.submit([alice]);
    await hub.emptied();
    const [report] = reports();
    expect(report?.content).toContain('Recipient: bob@contoso.com, Forwarded: alice@contoso.com');
  });

  it.each<readonly [Parameters, number]>([
    [{ Recipient: 'alice' }, 1],
    [{ Recipient: 'bob' }, 0],
    [{ Recipient: 'team' }, 1],
    [{ Scope: 'Internal' }, 0],
    [{ Scope: 'External' }, 1],
    [{ Enabled: false }, 0],
  ])('of whose mail, and in which scope: %j, %d report', async (rule, count) => {
    const hub = await hubWith([rule]);
    await hub.submit([alice]);
    await hub.emptied();
    expect(reports()).toHaveLength(count);
  });

  it('of several rules with one address is one report', async () => {
    const hub = await hubWith([{}, { Recipient: 'alice', JournalEmailAddress: 'carol@contoso.com' }]);
    await hub.submit([alice]);
    await hub.emptied();
    expect(reports()).toHaveLength(1);
  });

  it('that cannot be delivered goes back to JournalingReportNdrTo, and to nobody without it', async () => {
    const refusal = new Reply(550, '5.2.2', 'mailbox full');
    site.sink.answer = (address) => (address.startsWith('carol') ? refusal : replies.delivered);
    const hub = await hubWith([{}], { JournalingReportNdrTo: 'bob@contoso.com' });
    await hub.submit([alice]);
    await hub.emptied();
    const told = others().filter(({ envelope }) => envelope.reversePath === null);
    expect(told).toMatchObject([{ envelope: { recipients: [{ path: { localPart: 'bob' } }] } }]);
  });
});
