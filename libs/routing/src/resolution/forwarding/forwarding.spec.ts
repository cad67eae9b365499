import { lines, resolved, type Recipients } from '../../spec-support/resolved-organization.js';
import { stranger } from '../../spec-support/routable-messages.js';

const loop = '550 5.4.6 RESOLVER.FWD.Loop; there is a forwarding loop configured in the directory';
const resent = (who: string) =>
  `Resent-From: <${who}@contoso.com> / Resent-Date: Sun, 29 Nov 2026 12:00:00 +0000 / X-MS-Exchange-ForwardingLoop: ${who}@contoso.com`;

const both = { DeliverToMailboxAndForward: true };
const people: Recipients = {
  mailboxes: {
    plain: {},
    only: { ForwardingAddress: 'plain' },
    keeps: { ForwardingAddress: 'plain', ...both },
    contact: { ForwardingAddress: 'partner', ...both },
    smtp: { ForwardingSmtpAddress: 'me@home.example', ...both },
    forbidden: { ForwardingSmtpAddress: 'me@strict.example' },
    administered: { ForwardingAddress: 'strict' },
    group: { ForwardingAddress: 'team' },
    first: { ForwardingAddress: 'plain', ForwardingSmtpAddress: 'me@home.example' },
    'chain-1': { ForwardingAddress: 'chain-2' },
    'chain-2': { ForwardingAddress: 'plain' },
    'ring-1': { ForwardingAddress: 'ring-2' },
    'ring-2': { ForwardingAddress: 'ring-1' },
    'pair-1': { ForwardingAddress: 'pair-2', ...both },
    'pair-2': { ForwardingAddress: 'pair-1', ...both },
    'half-1': { ForwardingAddress: 'half-2' },
    'half-2': { ForwardingAddress: 'half-1', ...both },
    self: { ForwardingAddress: 'self' },
    'to-ring': { ForwardingAddress: 'ring-1', ...both },
  },
  contacts: { partner: {}, strict: { ExternalEmailAddress: 'x@strict.example' } },
  groups: { team: { Members: ['plain'] } },
  remoteDomains: { '*': {}, 'strict.example': { AutoForwardEnabled: false } },
};

describe('alternate recipients', () => {
  it.each([
    ['forward only', 'only', [`DB01: plain (${resent('only')})`, 'only redirected to plain']],
    ['deliver and forward', 'keeps', ['DB01: keeps', `DB01: plain (${resent('keeps')})`, 'keeps and plain']],
    [
      'to a contact',
      'contact',
      [
        'DB01: contact',
        `fabrikam.example: partner@fabrikam.example (${resent('contact')})`,
        'contact and partner',
      ],
    ],
    [
      'ForwardingSmtpAddress',
      'smtp',
      ['DB01: smtp', `home.example: me@home.example (${resent('smtp')})`, 'smtp and me@home.example'],
    ],
    [
      'ForwardingSmtpAddress to a domain with AutoForwardEnabled off: the mailbox keeps it, better than nobody',
      'forbidden',
      ['DB01: forbidden', 'me@strict.example dropped: AutoForward'],
    ],
    [
      'ForwardingAddress is an administrator’s, and leads there all the same',
      'administered',
      [`strict.example: x@strict.example (${resent('administered')})`, 'administered redirected to strict'],
    ],
    [
      'ForwardingAddress goes before ForwardingSmtpAddress',
      'first',
      [`DB01: plain (${resent('first')})`, 'first redirected to plain'],
    ],
    [
      'to a group',
      'group',
      [`DB01: plain (${resent('group')})`, 'group redirected to team', 'team expanded: 1'],
    ],
    [
      'one after the other',
      'chain-1',
      [
        `DB01: plain (${resent('chain-2')} / ${resent('chain-1')})`,
        'chain-1 redirected to chain-2',
        'chain-2 redirected to plain',
      ],
    ],
    [
      'who has it already gets it once, as it was meant for them',
      'only plain',
      ['DB01: plain', 'only redirected to plain', 'plain dropped: Duplicate'],
    ],
    ['to itself: it is delivered', 'self', ['DB01: self']],
  ])('%s', (_, to, expected) => {
    expect(lines(resolved(people, to))).toEqual(expected);
  });
});

describe('loops of forwarding', () => {
  it.each([
    [
      'harmless, a deliver-and-forward pair: each gets it once, expansion stops silently',
      'pair-1',
      [
        'DB01: pair-1',
        `DB01: pair-2 (${resent('pair-1')})`,
        'pair-1 and pair-2',
        'pair-2 and pair-1',
        'pair-1 dropped: Duplicate',
      ],
    ],
    ['harmless, one of the two keeps it', 'half-1', [`DB01: half-2 (${resent('half-1')})`]],
    ['broken, a forward-only pair: NDR', 'ring-1', [`ring-1 failed: ${loop}`]],
    ['broken behind a mailbox that keeps it', 'to-ring', ['DB01: to-ring', `ring-1 failed: ${loop}`]],
  ])('%s', (_, to, expected) => {
    expect(lines(resolved(people, to))).toEqual(expect.arrayContaining(expected));
  });

  it('of two that are both addressed, each is told of', () => {
    const failed = resolved(people, 'ring-1 ring-2').failed.map(({ recipient }) => recipient.orcpt);
    expect(failed).toEqual(['rfc822;ring-1@contoso.com', 'rfc822;ring-2@contoso.com']);
  });

  it.each([
    ['that keeps its mail: it is delivered, and not sent out again', 'keeps', ['DB01: keeps']],
    ['that does not: NDR', 'only', [`only failed: ${loop}`]],
    [
      'that would keep it anyway: it is delivered',
      'forbidden',
      ['DB01: forbidden', 'me@strict.example dropped: AutoForward'],
    ],
  ])('over a host outside, back to a mailbox %s', (_, to, expected) => {
    const history = { forwardedBy: [`${to}@contoso.com`] };
    expect(lines(resolved(people, to, { ...stranger, history }))).toEqual(expected);
  });
});
