import { pathOf } from '@mailyard/schema';

import { categorize } from '../categorize.js';
import { lines, organizationOf, resolved, type Recipients } from '../spec-support/resolved-organization.js';
import { message, stranger } from '../spec-support/routable-messages.js';
import { approvalPath, parseApprovalPath } from './approval-address.js';

const moderated = { ModerationEnabled: true, ModeratedBy: ['mod'] };

const organization: Recipients = {
  mailboxes: {
    mod: {},
    owner: {},
    plain: {},
    trusted: {},
    member: {},
    boss: { ...moderated, BypassModerationFromSendersOrMembers: ['trusted', 'inner'] },
    away: { ...moderated, ForwardingAddress: 'plain' },
    closed: { ...moderated, RequireSenderAuthenticationEnabled: true },
  },
  contacts: { partner: moderated, kate: {} },
  groups: {
    inner: { Members: ['member', 'plain'] },
    wide: { Members: ['inner', 'kate', 'owner'], ...moderated },
    news: { Members: ['member', 'boss'], ...moderated },
    owned: { Members: ['plain'], ModerationEnabled: true, ManagedBy: ['owner', 'inner'] },
    outer: { Members: ['plain', 'news'] },
    nested: { Members: ['plain', 'news', 'boss'], ModerationEnabled: true, ModeratedBy: ['owner'] },
    bypassing: {
      Members: ['plain', 'news', 'boss'],
      ModerationEnabled: true,
      ModeratedBy: ['owner'],
      BypassNestedModerationEnabled: true,
    },
    both: { Members: ['circle', 'plain'] },
    circle: { Members: ['both', 'member'], ...moderated },
  },
};

const from = (name: string) => ({ reversePath: pathOf(`${name}@contoso.com`) });
const shown = (to: string, more = {}) => lines(resolved(organization, to, more));

describe('moderated recipients', () => {
  it.each([
    ['wait, and others do not', 'boss plain', {}, ['DB01: plain', 'boss waits for mod']],
    ['before they forward', 'away', {}, ['away waits for mod']],
    ['outside', 'partner', {}, ['partner waits for mod']],
    ['a copy each', 'boss partner', {}, ['boss waits for mod', 'partner waits for mod']],
    ['groups, before they are expanded', 'news', {}, ['news waits for mod']],
    ['of their owners, unless those are groups', 'owned', {}, ['owned waits for owner']],
    ['in groups that are not', 'outer', {}, ['DB01: plain', 'outer expanded: 1', 'news waits for mod']],
    ['twice named', 'boss boss', {}, ['boss dropped: Duplicate', 'boss waits for mod']],
    ['not for moderators', 'boss', from('mod'), ['DB01: boss']],
    ['not for whoever bypasses', 'boss', from('trusted'), ['DB01: boss']],
    ['not for a member of a group that bypasses', 'boss', from('member'), ['DB01: boss']],
    ['for whoever only says that he is one', 'boss', { ...stranger, ...from('mod') }, ['boss waits for mod']],
    [
      'not for whom they refuse anyhow',
      'closed',
      stranger,
      ['closed failed: 550 5.7.1 RESOLVER.RST.AuthRequired; authentication required'],
    ],
    [
      'not for what the organization itself writes',
      'boss',
      { reversePath: null, source: { ...message.source, kind: 'DSN' } },
      ['DB01: boss'],
    ],
  ])('%s', (_, to, more, expected) => {
    expect(shown(to, more)).toEqual(expected);
  });
});

describe('after approval', () => {
  /** The recipient that waits again, as a moderator has approved it. */
  const approved = (to: string) => {
    const same = organizationOf(organization);
    const recipients = to
      .split(' ')
      .map((name) => ({ path: pathOf(name.includes('@') ? name : `${name}@contoso.com`) }));
    const [waiting] = categorize({ ...message, recipients }, same, { server: 'MBX01' }).awaiting;
    if (waiting === undefined) throw new Error(`${to} does not wait`);
    const passes = { ...waiting.passes, approved: [...waiting.passes.approved, waiting.approval.of] };
    const again = { ...message, recipients: waiting.recipients, resolved: waiting.resolved, passes };
    return lines(categorize(again, same, { server: 'MBX01' }));
  };

  it.each([
    ['a mailbox gets it', 'boss', ['DB01: boss']],
    [
      'or who gets it in its place',
      'away',
      [expect.stringMatching(/^DB01: plain/), 'away redirected to plain'],
    ],
    ['members', 'owned', ['DB01: plain', 'owned expanded: 1']],
    ['members who are moderated wait', 'news', ['DB01: member', 'news expanded: 2', 'boss waits for mod']],
    [
      'so do groups',
      'nested',
      ['DB01: plain', 'nested expanded: 2', 'news waits for mod', 'boss waits for mod'],
    ],
    [
      'unless BypassNestedModerationEnabled',
      'bypassing',
      ['DB01: plain boss member', 'bypassing expanded: 3'],
    ],
    [
      'members who had it already do not have it again',
      'news member',
      ['news expanded: 1', 'boss waits for mod'],
    ],
    [
      'wherever they are, and through whatever group',
      'plain kate@fabrikam.example wide',
      ['DB01: owner member', 'wide expanded: 2'],
    ],
    [
      'nor do those who had it in another group',
      'wide inner',
      [expect.stringMatching(/owner/), expect.stringMatching(/kate/), 'wide expanded: 2'],
    ],
    // Its other members had it before it waited.
    ['groups in each other end', 'both', ['DB01: member', 'circle expanded: 1']],
  ])('%s', (_, to, expected) => {
    expect(new Set(approved(to))).toEqual(new Set(expected));
  });

  it('another server does not ask again', () => {
    const { awaiting } = resolved(organization, 'boss');
    const passes = { approved: awaiting.map(({ approval }) => approval.of) };
    expect(resolved(organization, 'boss', { passes }).resolved).toBe(true);
  });
});

describe('addresses to which moderators answer', () => {
  const address = { server: 'abcdef01', id: '18446744073709551615', secret: 'k3q7x' };

  it.each([address, { ...address, bounceOf: 3 }])('%j', (each) => {
    const path = approvalPath(each, 'contoso.com');
    expect(parseApprovalPath(path)).toEqual(each);
    expect(parseApprovalPath({ ...path, localPart: path.localPart.toUpperCase() })).toEqual(each);
  });

  it('have at most 64 octets before the @ (RFC 5321 §4.5.3.1.1)', () => {
    const { localPart } = approvalPath({ ...address, secret: 'a'.repeat(20), bounceOf: 99 }, 'contoso.com');
    expect(localPart.length).toBeLessThanOrEqual(64);
  });

  it('are nobody’s, and no mail for outside', () => {
    const { localPart } = approvalPath(address, 'contoso.com');
    expect(resolved(organization, localPart).decisions).toHaveLength(1);
    expect(resolved(organization, `${localPart}@fabrikam.example`).decisions).toEqual([]);
  });
});
