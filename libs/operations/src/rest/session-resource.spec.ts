import { assignmentsOf, type Organization, type RoleAssignment } from '@mailyard/directory';

import type { Caller } from '../caller.js';
import { operations } from '../index.js';
import { signedInViewOf } from './session-resource.js';

const organization = { objects: { AcceptedDomains: [] } } as unknown as Organization;
const at = { organization, operations, server: 'MBX01', version: '1' };
const account = { name: 'sue', displayName: 'Sue', roleGroups: [] };

/** Limits: of the account, and of the token by which it has signed in. */
function told(...limits: readonly (readonly RoleAssignment[])[]) {
  const rights = new Set(limits[0]?.map(({ Role }) => Role));
  const caller = { signedIn: { by: 'password', account }, rights, limits } as unknown as Caller;
  return signedInViewOf(caller, at)?.writeScopes;
}

const sales = assignmentsOf({
  Name: 'Sales Help',
  Roles: ['Mail Recipients', 'View-Only Recipients'],
  Assignments: [
    { Role: 'Mail Recipients', CustomRecipientWriteScope: 'Sales' },
    { Role: 'Mail Recipients', ExclusiveRecipientWriteScope: 'VIPs' },
  ],
});
const all = assignmentsOf({ Name: 'Recipient Help', Roles: ['Mail Recipients'], Assignments: [] });
const limited = ['Sales', 'VIPs'].map((scope) => ({
  role: 'Mail Recipients',
  roleGroup: 'Sales Help',
  scopes: [scope],
}));

it.each([
  ['each role that has no assignment for the whole organization', [sales], limited],
  ['none that another role group gives as a whole', [[...sales, ...all]], []],
  ['what a token leaves of it', [[...sales, ...all], sales], limited],
  ['the same once, of account and token', [sales, sales], limited],
  ['none that the token does not have', [all, []], []],
  ['none where nothing is limited', [], []],
])('a session tells write scopes: %s', (_, limits, expected) => {
  expect(told(...limits)).toEqual(expected);
});

it('a session tells what may be ordered, and of the rest the role groups that may', () => {
  const rights = new Set(['View-Only Configuration']);
  const caller = { signedIn: { by: 'password', account }, rights } as unknown as Caller;
  const view = signedInViewOf(caller, at);
  expect(view?.operations).toContain('Get-ReceiveConnector');
  expect(view?.withheld['Remove-ReceiveConnector']).toEqual(
    expect.arrayContaining(['Organization Management', 'Server Management']),
  );
  expect(view?.withheld['Get-ReceiveConnector']).toBeUndefined();
});
