import {
  journalRuleSchema,
  mailboxSchema,
  transportRuleSchema,
  type OrganizationObjects,
} from '@mailyard/directory';
import type { EnvelopeRecipient } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { TestSite } from '../spec-support/test-site.js';
import { at, guid, TrackedHub } from '../spec-support/tracked-hub.js';

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

const rule = (more: object) => transportRuleSchema.parse(guid({ Name: 'a rule', ...more }));
const journalRule = journalRuleSchema.parse(guid({ Name: 'all', JournalEmailAddress: 'bob' }));
const erin = mailboxSchema.parse(
  guid({ Name: 'erin', PrimarySmtpAddress: 'erin@contoso.com', ForwardingAddress: 'jo' }),
);
const dsn = ['DSN(DSN) nobody', 'RECEIVE(DSN) sender@example.com'];

describe('what message tracking tells of a message that', () => {
  it.each<readonly [string, readonly EnvelopeRecipient[], Partial<OrganizationObjects>, readonly string[]]>([
    ['goes to a mailbox', [at('carol')], {}, ['RECEIVE(SMTP) carol', 'SEND(SMTP) carol']],
    [
      'goes to a proxy address',
      [at('bobby')],
      {},
      ['RECEIVE(SMTP) bobby', 'RESOLVE(ROUTING) bob < bobby', 'SEND(SMTP) bob'],
    ],
    [
      'goes to a contact, for whom there is no route',
      [at('jo')],
      {},
      ['RECEIVE(SMTP) jo', 'RESOLVE(ROUTING) jo@fabrikam.example < jo', 'DEFER(ROUTING) jo@fabrikam.example'],
    ],
    [
      'goes to nested groups, and to one of their members by name',
      [at('all'), at('alice')],
      {},
      [
        'RECEIVE(SMTP) all,alice',
        'EXPAND(ROUTING) team,carol,alice < all',
        'DUPLICATEEXPAND(ROUTING) alice < all',
        'EXPAND(ROUTING) alice,bob < team',
        'DUPLICATEEXPAND(ROUTING) alice < team',
        'SEND(SMTP) alice',
        'SEND(SMTP) bob',
        'SEND(SMTP) carol',
      ],
    ],
    [
      'is forwarded',
      [at('dave')],
      {},
      ['RECEIVE(SMTP) dave', 'REDIRECT(ROUTING) alice < dave', 'SEND(SMTP) alice'],
    ],
    [
      'is forwarded to a contact, whose mail goes outside',
      [at('erin')],
      { Mailboxes: [erin] },
      [
        'RECEIVE(SMTP) erin',
        'REDIRECT(ROUTING) jo@fabrikam.example < erin',
        'DEFER(ROUTING) jo@fabrikam.example',
      ],
    ],
    [
      'is forwarded to somebody who has it',
      [at('alice'), at('dave')],
      {},
      ['RECEIVE(SMTP) alice,dave', 'DUPLICATEREDIRECT(ROUTING) alice < dave', 'SEND(SMTP) alice'],
    ],
    [
      'goes to nobody',
      [at('nobody')],
      {},
      ['RECEIVE(SMTP) nobody', 'FAIL(ROUTING) nobody', ...dsn, 'DEFER(ROUTING) sender@example.com'],
    ],
    [
      'a rule refuses',
      [at('carol'), at('nobody')],
      { TransportRules: [rule({ SentTo: ['carol'], RejectMessageReasonText: 'no' })] },
      [
        'RECEIVE(SMTP) carol,nobody',
        'FAIL(ROUTING) nobody',
        'DSN(DSN) nobody',
        'RECEIVE(DSN) sender@example.com',
        'FAIL(AGENT) carol',
        'AGENTINFO(AGENT) carol',
        'DEFER(ROUTING) sender@example.com',
      ],
    ],
    [
      'a rule deletes',
      [at('carol')],
      { TransportRules: [rule({ DeleteMessage: true })] },
      ['RECEIVE(SMTP) carol', 'AGENTINFO(AGENT) carol', 'DROP(AGENT) carol'],
    ],
    [
      'a rule sends to another',
      [at('carol')],
      { TransportRules: [rule({ SentTo: ['carol'], RedirectMessageTo: ['bob'] })] },
      [
        'RECEIVE(SMTP) carol',
        'AGENTINFO(AGENT) carol',
        'REDIRECT(ROUTING) bob < carol',
        'TRANSFER(ROUTING) bob',
        'SEND(SMTP) bob',
      ],
    ],
    [
      'is journaled',
      [at('carol')],
      { JournalRules: [journalRule] },
      ['RECEIVE(SMTP) carol', 'RECEIVE(AGENT) bob', 'SEND(SMTP) carol', 'SEND(SMTP) bob'],
    ],
  ])('%s', async (_, recipients, more, expected) => {
    const tracked = await TrackedHub.start(site, {}, more);
    await tracked.hub.submit(recipients);
    await eventually(() => expect([...tracked.told].sort()).toEqual([...expected].sort()));
    expect(tracked.told[0]).toBe(expected[0]);
    expect(tracked.hub.faults).toEqual([]);
  });

  it('is refused by a rule, which is told before what comes of it', async () => {
    const refusing = { TransportRules: [rule({ SentTo: ['carol'], RejectMessageReasonText: 'no' })] };
    const tracked = await TrackedHub.start(site, {}, refusing);
    await tracked.hub.submit([at('carol')]);
    await eventually(() => expect(tracked.told.map((told) => told.split('(')[0])).toContain('DSN'));
    expect(tracked.told.slice(0, 4).map((told) => told.split('(')[0])).toEqual([
      'RECEIVE',
      'AGENTINFO',
      'FAIL',
      'DSN',
    ]);
  });
});
