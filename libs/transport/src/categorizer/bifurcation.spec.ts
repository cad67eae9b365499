import { randomUUID } from 'node:crypto';

import { distributionGroupSchema, mailboxSchema, remoteDomainSchema } from '@mailyard/directory';
import { parseCopy } from '@mailyard/queue';
import { formatPath, replies, Reply } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { changed } from '../spec-support/connected.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const mailboxDisabled = new Reply(550, '5.2.1', 'mailbox disabled');

let site: TestSite;
let hub: TestHub;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
beforeEach(async () => {
  hub = await site.startHub();
  const { organization } = hub;
  const mailbox = (Name: string, more: object = {}) =>
    mailboxSchema.parse({ Guid: randomUUID(), Name, PrimarySmtpAddress: `${Name}@contoso.com`, ...more });
  const team = distributionGroupSchema.parse({
    Guid: randomUUID(),
    Name: 'team',
    PrimarySmtpAddress: 'team@contoso.com',
    Members: ['alice', 'bob', 'strict'],
    ManagedBy: ['carol'],
    ReportToOriginatorEnabled: false,
    ReportToManagerEnabled: true,
    SendOofMessageToOriginatorEnabled: true,
    RequireSenderAuthenticationEnabled: false,
  });
  hub.changeOrganization(
    changed(organization, {
      Mailboxes: [
        ...organization.mailboxes,
        mailbox('strict', { AcceptMessagesOnlyFrom: ['dora'] }),
        mailbox('dora', { ForwardingAddress: 'alice', DeliverToMailboxAndForward: true }),
      ],
      DistributionGroups: [team],
      RemoteDomains: [
        remoteDomainSchema.parse({
          Guid: randomUUID(),
          Name: 'Default',
          DomainName: '*',
          AutoReplyEnabled: false,
        }),
      ],
    }),
  );
});
afterEach(() => site.renew());

/** `sender -> recipients`, in the order of their recipients. */
function taken(): readonly string[] {
  const lines = site.sink.taken.map(({ envelope }) => {
    const to = envelope.recipients.map(({ path }) => path.localPart).toSorted();
    return `${to.join(' ')} from <${formatPath(envelope.reversePath)}>`;
  });
  return lines.toSorted();
}

const contentFor = (name: string): string =>
  site.sink.taken.find(({ envelope }) => envelope.recipients.some(({ path }) => path.localPart === name))
    ?.content ?? '';

const reportsToCarol = (): string =>
  site.sink.taken
    .filter(({ envelope }) => envelope.reversePath === null)
    .map(({ content }) => content)
    .join('');

it('members whose failures are the manager’s have a copy with that sender, and the DSN goes there', async () => {
  site.sink.answer = (address) => (address.startsWith('alice@') ? mailboxDisabled : replies.delivered);
  await hub.submit([recipient('team@contoso.com'), recipient('dora@contoso.com')], {
    from: recipient('stranger@example.com').path,
  });
  await hub.emptied();
  expect(taken()).toEqual(
    expect.arrayContaining([
      'dora from <stranger@example.com>',
      'bob from <carol@contoso.com>',
      'carol from <>',
    ]),
  );
  expect(reportsToCarol()).toMatch(/^Final-Recipient: rfc822; ?alice@contoso\.com\r$/m);
  expect(contentFor('bob')).toMatch(/^X-Auto-Response-Suppress: DR, RN, NRN\r$/m);
  expect(contentFor('dora')).not.toContain('X-Auto-Response-Suppress');
});

it('so are those of members who do not take it: the sender hears of none', async () => {
  await hub.submit([recipient('team@contoso.com')], { from: recipient('alice@contoso.com').path });
  await hub.emptied();
  expect(taken()).toEqual(['alice bob from <carol@contoso.com>', 'carol from <>']);
  expect(contentFor('carol')).toMatch(/^Final-Recipient: rfc822; ?strict@contoso\.com\r$/m);
});

it('what a mailbox forwards says so in a copy of its own', async () => {
  await hub.submit([recipient('dora@contoso.com')]);
  await hub.emptied();
  expect(taken()).toEqual(['alice from <sender@example.com>', 'dora from <sender@example.com>']);
  expect(contentFor('alice')).toMatch(
    /^Resent-From: <dora@contoso\.com>\r\nResent-Date: [^\r]+\r\nX-MS-Exchange-ForwardingLoop: dora@contoso\.com\r\n/m,
  );
  expect(contentFor('dora')).not.toContain('Resent-From');
});

it('its copies are marked, so that none is forwarded when it is categorized again', async () => {
  site.sink.answer = () => new Reply(450, '4.2.1', 'later');
  await hub.submit([recipient('dora@contoso.com')]);
  await eventually(() => hub.counts.delayed === 2);
  const [key = ''] = await site.redis.client().keys('{mailyard:MBX01}:item:*');
  const fields = Object.entries(await site.redis.client().hgetall(key));
  const records = fields
    .filter(([field]) => field.startsWith('copy:'))
    .map(([, record]) => parseCopy(record));
  expect(records.map(({ resolved }) => resolved)).toEqual([true, true]);
});

it('an automatic reply that must not leave is dropped, and nobody hears of it', async () => {
  await hub.submit([recipient('x@adatum.example')], {
    from: null,
    fields: 'Auto-Submitted: auto-replied\r\n',
  });
  await hub.emptied();
  expect(taken()).toEqual([]);
  expect(hub.counts).toMatchObject({ failed: 0, dsn: 0 });
  expect(hub.faults).toEqual([]);
});
