import { randomUUID } from 'node:crypto';

import { journalRuleSchema, Organization } from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';

import { ruledOrganization } from '../rules/spec-support/ruled-organization.js';
import { journalAddresses } from './journaled-message.js';

const { revision, objects } = ruledOrganization();
const rule = (Scope: string) =>
  journalRuleSchema.parse({
    Guid: randomUUID(),
    Name: Scope,
    Scope,
    JournalEmailAddress: `${Scope}@archive.example`,
  });
const organization = new Organization(revision + 1, {
  ...objects,
  JournalRules: ['Internal', 'External', 'Global'].map(rule),
});

it.each([
  ['inside to inside', 'alice@contoso.com', 'Internal', 'bob@contoso.com', 'Internal Global'],
  ['inside to outside', 'alice@contoso.com', 'Internal', 'x@other.example', 'External Global'],
  ['inside to IsInternal', 'alice@contoso.com', 'Internal', 'x@sister.example', 'Internal Global'],
  ['from IsInternal', 'x@sister.example', 'Anonymous', 'bob@contoso.com', 'External Global'],
  ['not signed in', 'alice@contoso.com', 'Anonymous', 'bob@contoso.com', 'External Global'],
] as const)('whose scope a message is in: %s', (_, from, authAs, to, expected) => {
  const message = { reversePath: pathOf(from), source: { authAs }, recipients: [pathOf(to)] };
  const scopes = journalAddresses(message, organization).map((address) => address.split('@')[0]);
  expect(scopes.join(' ')).toBe(expected);
});
