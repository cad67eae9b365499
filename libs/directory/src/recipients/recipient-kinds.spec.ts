import { pathOf } from '@mailyard/schema';

import { Organization } from '../organization.js';
import { exampleObjects, written } from '../spec-support/example-organization.js';
import { problemOf } from '../spec-support/refused-organization.js';
import { externalPath } from './external-path.js';
import { receiveSizeLimit, recipientLimit, sendSizeLimit } from './message-limits.js';

type Sections = Readonly<Record<string, readonly object[]>>;

const jo = { Name: 'Jo (Fabrikam)', ExternalEmailAddress: 'SMTP:jo@fabrikam.example' };
const team = { Name: 'team', PrimarySmtpAddress: 'team@contoso.com' };
const everybody = { Name: 'all', PrimarySmtpAddress: 'all@contoso.com' };

const contact = (more: object): Sections => ({ MailContacts: [written({ ...jo, ...more })] });
const group = (more: object): Sections => ({ DistributionGroups: [written({ ...team, ...more })] });
const dynamic = (more: object): Sections => ({
  DynamicDistributionGroups: [written({ ...everybody, ...more })],
});
const domain = (more: object): Sections => ({
  AcceptedDomains: [written({ Name: 'contoso.com', DomainName: 'contoso.com', Default: true, ...more })],
});
const alice = (more: object): Sections => ({
  Mailboxes: [
    written({ Name: 'alice', PrimarySmtpAddress: 'alice@contoso.com', ...more }),
    written({ Name: 'bob', PrimarySmtpAddress: 'bob@contoso.com' }),
  ],
});

describe('parameters of recipients, as the cmdlets judge them', () => {
  it.each([
    [contact({}), undefined],
    [contact({ EmailAddresses: ['jo@contoso.com'] }), undefined],
    [contact({ ExternalEmailAddress: 'FAX:+49 123', PrimarySmtpAddress: 'fax@contoso.com' }), undefined],
    [contact({ EmailAddresses: ['jo@elsewhere.example'] }), /EmailAddresses: .* is in no accepted domain/],
    // There is no address to take for it.
    [contact({ ExternalEmailAddress: 'fax:+49 123' }), /PrimarySmtpAddress: is missing/],
    [contact({ ExternalEmailAddress: 'jo' }), /ExternalEmailAddress: must be an SMTP address/],
    [contact({ ExternalEmailAddress: 'alice@contoso.com' }), /alice@contoso\.com is taken by Mailboxes/],
    [alice({ ForwardingAddress: 'bob', ForwardingSmtpAddress: 'smtp:a@b.example' }), undefined],
    [alice({ ForwardingAddress: 'nobody' }), /ForwardingAddress: no recipient nobody/],
    [alice({ AcceptMessagesOnlyFrom: ['team'] }), /must be of mailboxes, mail users and mail contacts/],
    [alice({ RejectMessagesFromDLMembers: ['bob'] }), /RejectMessagesFromDLMembers\[0\]: must be of groups/],
    [alice({ AcceptMessagesOnlyFromSendersOrMembers: ['team', 'bob'] }), undefined],
    [alice({ MaxReceiveSize: '3 GB' }), /MaxReceiveSize: must be/],
    [alice({ RecipientLimits: 'unlimited' }), undefined],
    [alice({ Manager: 'nobody' }), /Manager: no recipient nobody/],
    [
      group({ ReportToManagerEnabled: true, ManagedBy: ['alice'] }),
      /ReportToManagerEnabled: not together with ReportToOriginatorEnabled/,
    ],
    [
      group({ ReportToManagerEnabled: true, ReportToOriginatorEnabled: false }),
      /ReportToManagerEnabled: needs ManagedBy/,
    ],
    [
      group({ ReportToManagerEnabled: true, ReportToOriginatorEnabled: false, ManagedBy: ['alice'] }),
      undefined,
    ],
    [group({ ExpansionServer: 'mbx01.contoso.com' }), undefined],
    [group({ ExpansionServer: 'MBX09' }), /ExpansionServer: no server MBX09/],
    [dynamic({}), /RecipientFilter: or IncludedRecipients is needed/],
    [dynamic({ ConditionalCompany: 'Contoso' }), /ConditionalCompany: needs IncludedRecipients/],
    [
      dynamic({ RecipientFilter: "Name -eq 'x'", ConditionalCompany: 'Contoso' }),
      /ConditionalCompany: not together with RecipientFilter/,
    ],
    [
      dynamic({ RecipientFilter: "Name -eq 'x'", IncludedRecipients: 'MailboxUsers' }),
      /IncludedRecipients: not together with RecipientFilter/,
    ],
    [
      dynamic({ RecipientFilter: "Name -is 'x'" }),
      /RecipientFilter: one of -eq .* is expected in place of is/,
    ],
    [dynamic({ IncludedRecipients: 'MailboxUsers, MailContacts', ManagedBy: 'bob' }), undefined],
    [domain({ CatchAllRecipient: 'bob' }), undefined],
    [domain({ CatchAllRecipient: 'nobody' }), /CatchAllRecipient: no recipient nobody/],
    [
      domain({ CatchAllRecipient: 'bob', DomainType: 'InternalRelay' }),
      /CatchAllRecipient: needs DomainType Authoritative/,
    ],
  ])('%j: %s', (sections, expected) => {
    expect(problemOf(sections) ?? 'accepted').toMatch(expected ?? /^accepted$/);
  });
});

const organization = new Organization(
  1,
  exampleObjects({
    AcceptedDomains: [
      written({
        Name: 'contoso.com',
        DomainName: 'contoso.com',
        Default: true,
        CatchAllRecipient: 'bob',
      }),
    ],
    MailContacts: [
      written({ ...jo, PrimarySmtpAddress: 'jo@contoso.com' }),
      written({ Name: 'Fax', ExternalEmailAddress: 'FAX:+49 123', PrimarySmtpAddress: 'fax@contoso.com' }),
    ],
    MailUsers: [written({ Name: 'Mia', ExternalEmailAddress: 'mia@fabrikam.example', MaxSendSize: '20 MB' })],
    TransportSettings: [written({ AllowPlusAddressInRecipients: true })],
  }),
);
const nameAt = (address: string): string | undefined => organization.recipient(pathOf(address))?.Name;

describe('who gets what is sent to an address', () => {
  it.each([
    ['jo@contoso.com', 'Jo (Fabrikam)'],
    ['mia@fabrikam.example', 'Mia'],
    // Outside, and nobody’s here: the contact is reached by its own addresses alone.
    ['jo@fabrikam.example', undefined],
    ['bob+news@contoso.com', 'bob'],
    ['Bob+News+2@Contoso.com', 'bob'],
    // Unlike those of the example, these are nobody’s, so they are the catch-all recipient’s.
    ['+news@contoso.com', 'bob'],
    ['nobody@contoso.com', 'bob'],
    ['postmaster@contoso.com', 'Alice Ames'],
    // For a connector, or refused, but not just unknown.
    ['IMCEAFAX-+2B49@contoso.com', undefined],
  ])('%s: %s', (address, name) => {
    expect(nameAt(address)).toBe(name);
  });

  it('without the settings nobody gets it', () => {
    const strict = new Organization(1, exampleObjects());
    expect(strict.recipient(pathOf('bob+news@contoso.com'))).toBeUndefined();
    expect(strict.recipient(pathOf('nobody@contoso.com'))).toBeUndefined();
  });

  it('an address of another mail system travels in one of the default domain', () => {
    const paths = organization.objects.MailContacts.map((each) => externalPath(each, organization));
    expect(paths).toEqual([
      { localPart: 'jo', domain: 'fabrikam.example' },
      { localPart: 'IMCEAFAX-+2B49+20123', domain: 'contoso.com' },
    ]);
  });
});

describe('who sends from an address', () => {
  it.each([
    ['jo@fabrikam.example', 'Jo (Fabrikam)'],
    ['jo@contoso.com', 'Jo (Fabrikam)'],
    ['bob+news@contoso.com', undefined],
    ['nobody@contoso.com', undefined],
  ])('%s: %s', (address, name) => {
    expect(organization.sender(pathOf(address))?.Name).toBe(name);
  });
});

it('a mail user signs in', () => {
  expect(organization.account('Mia')).toMatchObject({
    login: 'mia@fabrikam.example',
    user: { EmailAddresses: ['mia@fabrikam.example'] },
  });
  expect(organization.account('fax')).toBeUndefined();
});

it('limits of the organization hold where a recipient has none of their own', () => {
  const [mia, bob] = [organization.recipientByName('Mia'), organization.recipientByName('bob')];
  expect([mia, bob, undefined].map((each) => sendSizeLimit(each, organization))).toEqual([
    20_971_520, 10_485_760, 10_485_760,
  ]);
  expect(receiveSizeLimit(mia, organization)).toBe(10_485_760);
  expect(recipientLimit(mia, organization)).toBe(500);
  const lifted = new Organization(
    1,
    exampleObjects({
      TransportSettings: [written({ MaxReceiveSize: 'Unlimited', MaxRecipientEnvelopeLimit: 'Unlimited' })],
    }),
  );
  expect(receiveSizeLimit(undefined, lifted)).toBe(Number.POSITIVE_INFINITY);
  expect(recipientLimit(undefined, lifted)).toBe(Number.POSITIVE_INFINITY);
});
