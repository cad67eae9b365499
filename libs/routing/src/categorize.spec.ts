import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  distributionGroupSchema,
  mailboxSchema,
  noObjects,
  Organization,
  transportSettingsSchema,
} from '@mailyard/directory';
import { formatPath, replies, type EnvelopeRecipient, type Notify } from '@mailyard/smtp';

import type { Categorization } from './categorization.js';
import { categorize, type CategorizeOptions } from './categorize.js';
import { message } from './spec-support/routable-messages.js';

const Guid = () => randomUUID();

function mailbox(name: string, more: Readonly<Record<string, unknown>> = {}) {
  return mailboxSchema.parse({
    Guid: Guid(),
    Name: name,
    PrimarySmtpAddress: `${name}@contoso.com`,
    ...more,
  });
}

function group(name: string, ...members: readonly string[]) {
  const parameters = {
    Guid: Guid(),
    Name: name,
    PrimarySmtpAddress: `${name}@contoso.com`,
    Members: members,
    SendOofMessageToOriginatorEnabled: true,
  };
  return distributionGroupSchema.parse(parameters);
}

function domain(name: string, type: string, isDefault = false) {
  return acceptedDomainSchema.parse({
    Guid: Guid(),
    Name: name.replace('*.', 'below '),
    DomainName: name,
    DomainType: type,
    Default: isDefault,
  });
}

const organization = new Organization(1, {
  ...noObjects,
  AcceptedDomains: [
    domain('contoso.com', 'Authoritative', true),
    domain('*.contoso.com', 'Authoritative'),
    domain('relay.example', 'InternalRelay'),
    domain('outside.example', 'ExternalRelay'),
  ],
  Mailboxes: [
    mailbox('alice', {
      EmailAddresses: ['a.smith@contoso.com', 'alice@relay.example'],
      DisplayName: 'Alice Smith',
    }),
    mailbox('bob'),
    mailbox('carol', { Database: 'DB02' }),
    mailbox('postmaster'),
  ],
  DistributionGroups: [
    group('team', 'alice', 'bob'),
    group('all', 'team', 'carol', 'alice@contoso.com'),
    group('ring-1', 'ring-2', 'alice'),
    group('ring-2', 'ring-1', 'bob'),
    group('self', 'self'),
    group('empty'),
    group('gone', 'nobody', 'bob'),
  ],
  TransportSettings: [transportSettingsSchema.parse({ Guid: Guid() })],
});

function to(address: string, more: Partial<EnvelopeRecipient> = {}): EnvelopeRecipient {
  const [localPart = '', name = ''] = address.split('@');
  return { path: { localPart, domain: name }, ...more };
}

const forward = (name: string) => ({ orar: { localPart: name, domain: 'contoso.com' } });

function sort(
  recipients: readonly (string | EnvelopeRecipient)[],
  options: Partial<CategorizeOptions> = {},
): Categorization {
  const list = recipients.map((recipient) => (typeof recipient === 'string' ? to(recipient) : recipient));
  return categorize({ ...message, recipients: list }, organization, { server: 'MBX01', ...options });
}

/** `DB01: alice bob; failed nobody@…`: the whole result on one line. */
function summary(result: Categorization): string {
  const addresses = (list: readonly { readonly path: EnvelopeRecipient['path'] }[]) =>
    list.map((recipient) => formatPath(recipient.path).replace('@contoso.com', '')).join(' ');
  const of = (list: readonly { readonly recipient: EnvelopeRecipient }[]) =>
    addresses(list.map((entry) => entry.recipient));
  const lines = result.deliveries.map(
    (delivery) => `${delivery.nextHop.domain}: ${addresses(delivery.recipients)}`,
  );
  if (result.failed.length > 0) lines.push(`failed ${of(result.failed)}`);
  if (result.unreachable.length > 0) lines.push(`unreachable ${of(result.unreachable)}`);
  if (result.expanded.length > 0) lines.push(`expanded ${of(result.expanded)}`);
  return lines.join('; ');
}

const recipientOf = (result: Categorization, index = 0) => result.deliveries[0]?.recipients[index];

describe('categorize', () => {
  it.each([
    ['a mailbox', ['alice@contoso.com'], 'DB01: alice'],
    ['without regard to case', ['ALICE@contoso.com'], 'DB01: alice'],
    ['by any address of it', ['a.smith@contoso.com'], 'DB01: alice'],
    [
      'one copy a next hop',
      ['alice@contoso.com', 'carol@contoso.com', 'bob@contoso.com'],
      'DB01: alice bob; DB02: carol',
    ],
    ['two addresses of one mailbox', ['alice@contoso.com', 'a.smith@contoso.com'], 'DB01: alice'],
    ['<Postmaster> (RFC 5321 §4.1.1.3)', ['Postmaster'], 'DB01: postmaster'],
    ['unknown in an authoritative domain', ['x@contoso.com', 'alice@contoso.com'], 'DB01: alice; failed x'],
    ['the same unknown twice', ['x@contoso.com', 'X@contoso.com'], 'failed x'],
    ['unknown below an authoritative domain', ['x@sub.contoso.com'], 'failed x@sub.contoso.com'],
    ['a mailbox in a relay domain', ['alice@relay.example'], 'DB01: alice'],
    ['unknown in an internal relay domain', ['x@relay.example'], 'unreachable x@relay.example'],
    ['an external relay domain', ['x@outside.example'], 'unreachable x@outside.example'],
    ['a domain that is not accepted', ['x@elsewhere.example'], 'unreachable x@elsewhere.example'],
    ['a domain that merely ends alike', ['x@notcontoso.com'], 'unreachable x@notcontoso.com'],
    ['an address literal', ['x@[192.0.2.1]'], 'unreachable x@[192.0.2.1]'],
    ['unknown, with an alternate', [to('x@contoso.com', forward('bob'))], 'DB01: bob'],
    ['known, with an alternate', [to('alice@contoso.com', forward('bob'))], 'DB01: alice'],
    ['an alternate that is unknown, too', [to('x@contoso.com', forward('y'))], 'failed y'],
    [
      'an alternate that has the message',
      ['bob@contoso.com', to('x@contoso.com', forward('bob'))],
      'DB01: bob',
    ],
    [
      'an alternate that is a group',
      [to('x@contoso.com', forward('team'))],
      'DB01: alice bob; expanded team',
    ],
    [
      'one unknown, two alternates',
      [to('x@contoso.com', forward('bob')), to('x@contoso.com', forward('alice'))],
      'DB01: bob alice',
    ],
    ['a group', ['team@contoso.com'], 'DB01: alice bob; expanded team'],
    ['a group in a group, members once', ['all@contoso.com'], 'DB02: carol; DB01: alice bob; expanded all'],
    ['a group and its member', ['team@contoso.com', 'bob@contoso.com'], 'DB01: bob alice; expanded team'],
    [
      'two groups with common members',
      ['all@contoso.com', 'team@contoso.com'],
      'DB02: carol; DB01: alice bob; expanded all team',
    ],
    ['the same group twice', ['team@contoso.com', 'TEAM@contoso.com'], 'DB01: alice bob; expanded team'],
    ['groups that hold each other', ['ring-1@contoso.com'], 'DB01: alice bob; expanded ring-1'],
    ['a group that holds itself', ['self@contoso.com'], 'expanded self'],
    ['an empty group', ['empty@contoso.com'], 'expanded empty'],
    ['a member that is gone', ['gone@contoso.com'], 'DB01: bob; expanded gone'],
    ['nobody', [], ''],
  ])('%s', (_, recipients, expected) => {
    expect(summary(sort(recipients))).toBe(expected);
  });

  it('names the queue by the mailbox’s database', () => {
    expect(sort(['carol@contoso.com']).deliveries[0]?.nextHop).toEqual({
      deliveryType: 'SmtpDeliveryToMailbox',
      domain: 'DB02',
      connector: '00000000-0000-0000-0000-000000000000',
      category: 'Internal',
    });
  });

  it('says why a recipient failed, or waits', () => {
    const result = sort(['x@contoso.com', 'x@elsewhere.example']);
    expect(result.failed[0]?.reply).toBe(replies.unknownRecipient);
    expect(result.unreachable[0]?.lastError).toBe(
      'A matching connector cannot be found to route the external recipient',
    );
  });

  it('gives the same result for the same input', () => {
    const recipients = ['all@contoso.com', 'x@contoso.com', 'alice@contoso.com', 'x@elsewhere.example'];
    expect(sort(recipients)).toEqual(sort(recipients));
  });
});

describe('DSN parameters (RFC 3461 §5.2)', () => {
  it('keeps what the sender wrote as ORCPT when the primary address takes its place', () => {
    const recipient = recipientOf(sort([to('A.Smith@contoso.com', { notify: ['SUCCESS'] })]));
    expect(recipient).toEqual({
      path: { localPart: 'alice', domain: 'contoso.com' },
      orcpt: 'rfc822;A.Smith@contoso.com',
      notify: ['SUCCESS'],
      mailbox: 'alice',
      displayName: 'Alice Smith',
    });
  });

  it('never replaces an ORCPT', () => {
    const orcpt = 'rfc822;first@example.com';
    expect(recipientOf(sort([to('a.smith@contoso.com', { orcpt })]))?.orcpt).toBe(orcpt);
    expect(recipientOf(sort([to('team@contoso.com', { orcpt })]))?.orcpt).toBe(orcpt);
  });

  it.each<[Notify[] | undefined, Notify[] | undefined]>([
    [undefined, undefined],
    [['NEVER'], ['NEVER']],
    [
      ['FAILURE', 'DELAY'],
      ['FAILURE', 'DELAY'],
    ],
    [['SUCCESS', 'FAILURE'], ['FAILURE']],
    [['SUCCESS'], ['NEVER']],
  ])('members of a group with NOTIFY=%s get %s (§5.2.7)', (asked, passedOn) => {
    const recipient = to('team@contoso.com', asked === undefined ? {} : { notify: asked });
    const result = sort([recipient]);
    expect(result.deliveries[0]?.recipients.map((member) => member.notify)).toEqual([passedOn, passedOn]);
    expect(result.expanded[0]?.recipient.notify).toEqual(asked);
  });

  it('tells members by which group the message came', () => {
    const result = sort(['team@contoso.com', 'bob@contoso.com']);
    expect(
      result.deliveries[0]?.recipients.map((member) => [member.mailbox, member.orcpt, member.group]),
    ).toEqual([
      ['bob', 'rfc822;bob@contoso.com', undefined],
      ['alice', 'rfc822;team@contoso.com', { localPart: 'team', domain: 'contoso.com' }],
    ]);
    expect(result.expanded[0]?.members).toBe(1);
  });
});

describe('bounds of an expansion', () => {
  it('fails a group that is too large as a whole, and serves the others', () => {
    const result = sort(['all@contoso.com', 'team@contoso.com', 'carol@contoso.com'], { maxGroupMembers: 2 });
    expect(summary(result)).toBe('DB02: carol; DB01: alice bob; failed all; expanded team');
    expect(result.failed[0]?.reply).toBe(replies.recipientLimitExceeded);
  });

  it('follows a chain of any depth', () => {
    const depth = 20_000;
    const chain = Array.from({ length: depth }, (_, index) =>
      group(`g${index}`, index + 1 === depth ? 'alice' : `g${index + 1}`),
    );
    const deep = new Organization(1, { ...organization.objects, DistributionGroups: chain });
    expect(
      summary(categorize({ ...message, recipients: [to('g0@contoso.com')] }, deep, { server: 'MBX01' })),
    ).toBe('DB01: alice; expanded g0');
  });
});

describe('the alternate recipient that the sender asked for (ORAR)', () => {
  it('keeps what the sender wrote for DSNs, and has no alternate of its own', () => {
    const result = sort([to('x@contoso.com', { ...forward('bob'), notify: ['FAILURE'] })]);
    expect(recipientOf(result)).toMatchObject({ orcpt: 'rfc822;x@contoso.com', notify: ['FAILURE'] });
    expect(recipientOf(result)).not.toHaveProperty('orar');
  });

  it('stands in for a group, not for each of its members', () => {
    const members = sort([to('team@contoso.com', forward('carol'))]);
    expect(recipientOf(members)).not.toHaveProperty('orar');
    const tooLarge = sort([to('team@contoso.com', forward('carol'))], { maxGroupMembers: 1 });
    expect(summary(tooLarge)).toBe('DB02: carol');
  });
});
