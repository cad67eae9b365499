import { pathOf } from '@mailyard/schema';

import { Organization } from '../organization.js';
import { exampleObjects, written } from '../spec-support/example-organization.js';
import { senderRight } from './sender-right.js';

const at = (Name: string, more: object = {}) =>
  written({ Name, PrimarySmtpAddress: `${Name}@contoso.com`, ...more });

const organization = new Organization(
  1,
  exampleObjects({
    Mailboxes: [
      at('ann'),
      at('bob'),
      at('boss', { GrantSendOnBehalfTo: ['ann', 'bob'], GrantSendAsTo: ['bob'] }),
      at('sales', { GrantSendAsTo: ['team'], EmailAddresses: ['shop@contoso.com'] }),
    ],
    DistributionGroups: [
      at('team', { Members: ['inner'], GrantSendOnBehalfTo: ['bob'] }),
      at('inner', { Members: ['ann'] }),
    ],
  }),
);

it.each([
  ['boss@contoso.com', 'ann@contoso.com', 'SendOnBehalf'],
  ['boss@contoso.com', 'bob@contoso.com', 'SendAs'],
  ['boss@contoso.com', 'sales@contoso.com', undefined],
  ['shop@contoso.com', 'ann', 'SendAs'],
  ['sales@contoso.com', 'bob@contoso.com', undefined],
  ['team@contoso.com', 'bob@contoso.com', 'SendOnBehalf'],
  ['ann@contoso.com', 'bob@contoso.com', undefined],
  ['nobody@contoso.com', 'ann@contoso.com', undefined],
  ['boss@contoso.com', 'nobody@contoso.com', undefined],
])('what %s lets %s do: %s', (author, login, right) => {
  expect(senderRight(pathOf(author), login, organization)).toBe(right);
});
