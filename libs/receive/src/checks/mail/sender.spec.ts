import type { Organization } from '@mailyard/directory';
import type { ReversePath } from '@mailyard/smtp';

import type { Identity } from '../../rights/identity.js';
import { rightsOf } from '../../rights/rights.js';
import { contoso } from '../../testing/contoso.js';
import { checkedSession } from '../../testing/checked-session.js';
import { sender } from './sender.js';

let organization: Organization;
let alice: readonly string[] | undefined;

beforeAll(async () => {
  organization = await contoso();
  alice = organization.userOfLogin('alice')?.EmailAddresses;
});

const path = (address: string): ReversePath => {
  const [localPart = '', domain = ''] = address.split('@');
  return address === '' ? null : { localPart, domain };
};

const verdict = (address: string, identity: Pick<Identity, 'rights' | 'addresses'>): string =>
  sender(checkedSession({ organization, identity }), { reversePath: path(address) })?.status ?? 'accepted';

const submit = rightsOf('ms-Exch-SMTP-Submit');
const anySender = submit | rightsOf('ms-Exch-SMTP-Accept-Any-Sender');
const anonymous = anySender | rightsOf('ms-Exch-SMTP-Accept-Authoritative-Domain-Sender');

describe('a user without Accept-Any-Sender may use own addresses only', () => {
  it.each([
    ['alice@contoso.com', 'accepted'],
    ['ALICE@contoso.com', 'accepted'],
    ['al@contoso.com', 'accepted'],
    ['bob@contoso.com', '5.7.60'],
    ['alice@fabrikam.com', '5.7.60'],
    ['nobody@contoso.com', '5.7.60'],
    ['team@contoso.com', '5.7.60'],
    ['', 'accepted'],
  ])('%s: %s', (address, expected) => {
    expect(verdict(address, { rights: submit, addresses: alice })).toBe(expected);
  });
});

it('a login without a mailbox has no address of its own', () => {
  expect(verdict('x@fabrikam.com', { rights: submit, addresses: [] })).toBe('5.7.60');
  expect(verdict('', { rights: submit, addresses: [] })).toBe('accepted');
});

describe('without a login', () => {
  it.each([
    { rights: anonymous, address: 'alice@contoso.com', expected: 'accepted' },
    { rights: anonymous, address: 'x@fabrikam.com', expected: 'accepted' },
    { rights: anySender, address: 'alice@contoso.com', expected: '5.7.1' },
    { rights: anySender, address: 'x@relay.contoso.com', expected: 'accepted' },
    { rights: anySender, address: 'x@fabrikam.com', expected: 'accepted' },
    { rights: submit, address: 'x@fabrikam.com', expected: 'accepted' },
    { rights: submit, address: 'x@relay.contoso.com', expected: '5.7.1' },
    { rights: submit, address: '', expected: 'accepted' },
  ])('rights $rights, <$address>: $expected', ({ rights, address, expected }) => {
    expect(verdict(address, { rights, addresses: undefined })).toBe(expected);
  });
});
