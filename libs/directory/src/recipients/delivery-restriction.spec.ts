import { pathOf } from '@mailyard/schema';

import { Organization } from '../organization.js';
import { exampleObjects, written } from '../spec-support/example-organization.js';
import { deliveryRestriction } from './delivery-restriction.js';

const at = (Name: string, more: object = {}) =>
  written({ Name, PrimarySmtpAddress: `${Name}@contoso.com`, ...more });

/** `inner` is in `outer`, and both in each other; `sales` finds Ann. */
function organizationWith(parameters: object): Organization {
  return new Organization(
    1,
    exampleObjects({
      Mailboxes: [at('ann', { Department: 'Sales' }), at('bob'), at('carol'), at('boss', parameters)],
      MailContacts: [written({ Name: 'Jo', ExternalEmailAddress: 'jo@fabrikam.example' })],
      DistributionGroups: [
        at('inner', { Members: ['bob', 'outer'] }),
        at('outer', { Members: ['inner', 'sales', 'jo@fabrikam.example'] }),
      ],
      DynamicDistributionGroups: [at('sales', { RecipientFilter: "Department -eq 'Sales'" })],
    }),
  );
}

function restriction(parameters: object, sender: string, isAuthenticated = true) {
  const organization = organizationWith(parameters);
  const boss = organization.recipientByName('boss');
  if (boss === undefined) throw new Error('no boss');
  const path = sender === '' ? null : pathOf(sender);
  return deliveryRestriction(boss, { path, isAuthenticated }, organization);
}

describe('RequireSenderAuthenticationEnabled', () => {
  const required = { RequireSenderAuthenticationEnabled: true };
  it.each([
    [required, 'ann@contoso.com', true, undefined],
    [required, 'ann@contoso.com', false, 'SenderNotAuthenticated'],
    [required, '', false, 'SenderNotAuthenticated'],
    [{}, 'x@fabrikam.example', false, undefined],
  ] as const)('%j, %s, authenticated %s: %s', (parameters, sender, isAuthenticated, expected) => {
    expect(restriction(parameters, sender, isAuthenticated)).toBe(expected);
  });

  it('is the default of groups alone', () => {
    const { objects } = organizationWith({});
    const lists = [
      objects.DistributionGroups,
      objects.DynamicDistributionGroups,
      objects.Mailboxes,
      objects.MailContacts,
    ];
    expect(lists.map(([each]) => each?.RequireSenderAuthenticationEnabled)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('lists of senders: reject wins, direct entries and members of groups', () => {
  const refused = 'SenderNotAllowed';
  it.each([
    [{ AcceptMessagesOnlyFrom: ['ann'] }, 'ann@contoso.com', undefined],
    [{ AcceptMessagesOnlyFrom: ['ann'] }, 'bob@contoso.com', refused],
    [{ AcceptMessagesOnlyFrom: ['ann'] }, 'stranger@fabrikam.example', refused],
    [{ AcceptMessagesOnlyFrom: ['ann'] }, '', refused],
    // A contact is known by the address that it has outside.
    [{ AcceptMessagesOnlyFrom: ['Jo'] }, 'jo@fabrikam.example', undefined],
    [{ AcceptMessagesOnlyFromDLMembers: ['inner'] }, 'bob@contoso.com', undefined],
    [{ AcceptMessagesOnlyFromDLMembers: ['outer'] }, 'bob@contoso.com', undefined],
    // Through a dynamic group in a group, and around a loop.
    [{ AcceptMessagesOnlyFromDLMembers: ['outer'] }, 'ann@contoso.com', undefined],
    [{ AcceptMessagesOnlyFromDLMembers: ['inner'] }, 'ann@contoso.com', undefined],
    [{ AcceptMessagesOnlyFromDLMembers: ['sales'] }, 'ann@contoso.com', undefined],
    [{ AcceptMessagesOnlyFromDLMembers: ['sales'] }, 'bob@contoso.com', refused],
    [{ AcceptMessagesOnlyFromDLMembers: ['outer'] }, 'carol@contoso.com', refused],
    [{ AcceptMessagesOnlyFromSendersOrMembers: ['carol', 'sales'] }, 'carol@contoso.com', undefined],
    [
      { AcceptMessagesOnlyFrom: ['ann'], AcceptMessagesOnlyFromDLMembers: ['inner'] },
      'bob@contoso.com',
      undefined,
    ],
    [{ RejectMessagesFrom: ['ann'] }, 'ann@contoso.com', refused],
    [{ RejectMessagesFrom: ['ann'] }, 'bob@contoso.com', undefined],
    [{ RejectMessagesFrom: ['ann'] }, '', undefined],
    [{ RejectMessagesFromDLMembers: ['outer'] }, 'bob@contoso.com', refused],
    [{ RejectMessagesFromSendersOrMembers: ['Jo'] }, 'jo@fabrikam.example', refused],
    [{ AcceptMessagesOnlyFrom: ['ann'], RejectMessagesFromDLMembers: ['sales'] }, 'ann@contoso.com', refused],
    // Notifications of the organization.
    [{ AcceptMessagesOnlyFrom: ['ann'] }, 'postmaster@contoso.com', undefined],
  ] as const)('%j, %s: %s', (parameters, sender, expected) => {
    expect(restriction(parameters, sender)).toBe(expected);
  });

  it('who only claims to be the postmaster is nobody', () => {
    expect(restriction({ AcceptMessagesOnlyFrom: ['ann'] }, 'postmaster@contoso.com', false)).toBe(refused);
  });
});
