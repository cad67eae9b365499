import { lines, resolved, type Recipients } from '../../spec-support/resolved-organization.js';
import { message, stranger } from '../../spec-support/routable-messages.js';

const authRequired = '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required';
const notAuthorized = '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized';
const from = (name: string) => ({ reversePath: { localPart: name, domain: 'contoso.com' } });

const strict: Recipients = {
  mailboxes: {
    boss: {},
    clerk: {},
    plain: {},
    known: { RequireSenderAuthenticationEnabled: true },
    accepts: { AcceptMessagesOnlyFrom: ['boss'] },
    'accepts-members': { AcceptMessagesOnlyFromDLMembers: ['outer'] },
    'accepts-either': { AcceptMessagesOnlyFromSendersOrMembers: ['clerk', 'managers'] },
    rejects: { RejectMessagesFrom: ['clerk'] },
    'rejects-members': { RejectMessagesFromDLMembers: ['managers'] },
    'accepts-contact': { AcceptMessagesOnlyFrom: ['partner'] },
  },
  contacts: { partner: {} },
  users: { user: { RequireSenderAuthenticationEnabled: true } },
  groups: {
    managers: { Members: ['boss'] },
    outer: { Members: ['managers'] },
    closed: { Members: ['plain'], RequireSenderAuthenticationEnabled: true },
    some: { Members: ['plain', 'accepts', 'closed-in'] },
    'closed-in': { Members: ['clerk'], AcceptMessagesOnlyFrom: ['boss'] },
  },
};

describe('restrictions, checked for every recipient', () => {
  it.each([
    ['RequireSenderAuthenticationEnabled', 'boss', 'known', ['DB01: known']],
    ['AcceptMessagesOnlyFrom, named', 'boss', 'accepts', ['DB01: accepts']],
    ['AcceptMessagesOnlyFrom, another one', 'clerk', 'accepts', [`accepts failed: ${notAuthorized}`]],
    [
      'AcceptMessagesOnlyFromDLMembers, a member of a group in it',
      'boss',
      'accepts-members',
      ['DB01: accepts-members'],
    ],
    [
      'AcceptMessagesOnlyFromDLMembers, no member',
      'clerk',
      'accepts-members',
      [`accepts-members failed: ${notAuthorized}`],
    ],
    ['AcceptMessagesOnlyFromSendersOrMembers, a sender', 'clerk', 'accepts-either', ['DB01: accepts-either']],
    ['AcceptMessagesOnlyFromSendersOrMembers, a member', 'boss', 'accepts-either', ['DB01: accepts-either']],
    ['RejectMessagesFrom', 'clerk', 'rejects', [`rejects failed: ${notAuthorized}`]],
    ['RejectMessagesFrom, another one', 'boss', 'rejects', ['DB01: rejects']],
    ['RejectMessagesFromDLMembers', 'boss', 'rejects-members', [`rejects-members failed: ${notAuthorized}`]],
    [
      'of members and of nested groups',
      'clerk',
      'some',
      [
        'DB01: plain',
        'some expanded: 1',
        `closed-in failed: ${notAuthorized}`,
        `accepts failed: ${notAuthorized}`,
      ],
    ],
    [
      'of one recipient are none of the others',
      'clerk',
      'plain rejects',
      ['DB01: plain', `rejects failed: ${notAuthorized}`],
    ],
  ])('%s: %s to %s', (_, sender, to, expected) => {
    expect(lines(resolved(strict, to, from(sender)))).toEqual(expected);
  });

  it.each([
    ['a mailbox', 'known', [`known failed: ${authRequired}`]],
    ['a mail user', 'user', [`user failed: ${authRequired}`]],
    ['a group', 'closed', [`closed failed: ${authRequired}`]],
  ])('a stranger is not authenticated for %s', (_, to, expected) => {
    expect(lines(resolved(strict, to, stranger))).toEqual(expected);
  });

  it('a contact outside may be the one that is accepted', () => {
    const reversePath = { localPart: 'partner', domain: 'fabrikam.example' };
    expect(lines(resolved(strict, 'accepts-contact', { ...stranger, reversePath }))).toEqual([
      'DB01: accepts-contact',
    ]);
  });

  it.each([
    ['a DSN of ours', { reversePath: null, source: { ...message.source, kind: 'DSN' as const } }],
    ['the Microsoft Exchange recipient', from('MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e')],
    ['the external postmaster', from('postmaster')],
  ])('exempt: %s', (_, more) => {
    expect(lines(resolved(strict, 'accepts known', more))).toEqual(['DB01: accepts known']);
  });
});
