import type { Mailbox, Organization } from '@mailyard/directory';
import { ReplyError, type ReversePath } from '@mailyard/smtp';

import { rightsOf } from '../rights/rights.js';
import { contoso } from '../testing/contoso.js';
import { checkSender } from './sender-check.js';

let organization: Organization;
let alice: Mailbox | undefined;

beforeAll(async () => {
  organization = await contoso();
  alice = organization.mailboxOfLogin('alice');
});

const path = (address: string): ReversePath => {
  const [localPart = '', domain = ''] = address.split('@');
  return address === '' ? null : { localPart, domain };
};

const verdict = (address: string, standing: Parameters<typeof checkSender>[1]): string => {
  try {
    checkSender(path(address), standing, organization);
    return 'accepted';
  } catch (error) {
    return error instanceof ReplyError ? (error.reply.status ?? '') : String(error);
  }
};

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
    expect(verdict(address, { rights: submit, mailbox: alice })).toBe(expected);
  });
});

describe('without a login', () => {
  it.each([
    ['AnonymousUsers', anonymous, 'alice@contoso.com', 'accepted'],
    ['AnonymousUsers', anonymous, 'x@fabrikam.com', 'accepted'],
    ['Authoritative-Domain-Sender is missing', anySender, 'alice@contoso.com', '5.7.1'],
    ['Authoritative-Domain-Sender is missing', anySender, 'x@relay.contoso.com', 'accepted'],
    ['Authoritative-Domain-Sender is missing', anySender, 'x@fabrikam.com', 'accepted'],
    ['Any-Sender is missing', submit, 'x@fabrikam.com', 'accepted'],
    ['Any-Sender is missing', submit, 'x@relay.contoso.com', '5.7.1'],
    ['both are missing, null reverse-path', submit, '', 'accepted'],
  ])('%s: %#. %s', (_, rights, address, expected) => {
    expect(verdict(address, { rights, mailbox: undefined })).toBe(expected);
  });
});
