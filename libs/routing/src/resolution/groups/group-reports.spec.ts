import type { AutomaticMail } from '@mailyard/message';
import type { Notify } from '@mailyard/smtp';

import { lines, resolved, type Recipients } from '../../spec-support/resolved-organization.js';

const manager = { ManagedBy: ['boss'] };
const reporting: Recipients = {
  mailboxes: { boss: {}, alice: {} },
  groups: {
    'to-originator': { Members: ['alice'], ...manager },
    'to-nobody': { Members: ['alice'], ReportToOriginatorEnabled: false, ...manager },
    'to-manager': {
      Members: ['alice'],
      ReportToOriginatorEnabled: false,
      ReportToManagerEnabled: true,
      ...manager,
    },
    silent: { Members: ['alice'], SendOofMessageToOriginatorEnabled: false },
    outer: { Members: ['to-manager'] },
  },
};

const suppress = 'X-Auto-Response-Suppress:';

describe('report redirection of groups: DSN requests of normal mail', () => {
  it.each<[string, string, readonly Notify[] | undefined, string]>([
    ['ReportToOriginator: unchanged', 'to-originator', ['FAILURE'], 'DB01: alice'],
    [
      'neither: NOTIFY=NEVER on every member',
      'to-nobody',
      ['NEVER'],
      `DB01: alice (${suppress} DR, RN, NRN, NDR)`,
    ],
    [
      'ReportToManager: NDR to the manager, the rest suppressed; MAIL FROM changes',
      'to-manager',
      ['FAILURE'],
      `DB01: alice (from boss@contoso.com; ${suppress} DR, RN, NRN)`,
    ],
    [
      'of a nested group',
      'outer',
      ['FAILURE'],
      `DB01: alice (from boss@contoso.com; ${suppress} DR, RN, NRN)`,
    ],
    ['SendOofMessageToOriginator off', 'silent', ['FAILURE'], `DB01: alice (${suppress} OOF)`],
  ])('%s', (_, group, notify, expected) => {
    const path = { localPart: group, domain: 'contoso.com' };
    const result = resolved(reporting, group, { recipients: [{ path, notify: ['SUCCESS', 'FAILURE'] }] });
    expect(lines(result)[0]).toBe(expected);
    expect(result.deliveries[0]?.recipients[0]?.notify).toEqual(notify);
  });

  it('who is also addressed by name gets the copy that was meant for them', () => {
    expect(lines(resolved(reporting, 'to-manager alice'))).toEqual(['DB01: alice', 'to-manager expanded: 0']);
  });

  it('bifurcates: members and others have copies of their own', () => {
    expect(lines(resolved(reporting, 'boss to-manager')).slice(0, 2)).toEqual([
      'DB01: boss',
      `DB01: alice (from boss@contoso.com; ${suppress} DR, RN, NRN)`,
    ]);
  });

  it('a message without a sender gets none (RFC 3834 §2)', () => {
    const history = { automatic: 'AutoReply' } as const;
    expect(lines(resolved(reporting, 'to-manager', { reversePath: null, history }))[0]).toBe(
      `DB01: alice (${suppress} DR, RN, NRN)`,
    );
  });
});

describe('report redirection of groups: reports addressed to the group', () => {
  it.each<[string, AutomaticMail, string, readonly string[]]>([
    [
      'ReportToOriginator: deleted',
      'NonDeliveryReport',
      'to-originator',
      ['to-originator dropped: ReportToGroup'],
    ],
    ['neither: deleted', 'NonDeliveryReport', 'to-nobody', ['to-nobody dropped: ReportToGroup']],
    [
      'ReportToManager: NDR goes to the manager',
      'NonDeliveryReport',
      'to-manager',
      ['DB01: boss', 'to-manager redirected to boss'],
    ],
    [
      'ReportToManager: others deleted',
      'DeliveryReport',
      'to-manager',
      ['to-manager dropped: ReportToGroup'],
    ],
    ['ReportToManager: read reports, too', 'ReadReport', 'to-manager', ['to-manager dropped: ReportToGroup']],
  ])('%s', (_, automatic, group, expected) => {
    expect(lines(resolved(reporting, group, { reversePath: null, history: { automatic } }))).toEqual(
      expected,
    );
  });
});
