import { recipientNamed, type Recipient } from './find-recipients.js';

const recipient = (name: string, alias: string, ...addresses: readonly string[]): Recipient => ({
  guid: name,
  kind: 'Mailboxes',
  name,
  displayName: name,
  alias,
  emailAddresses: addresses,
  primarySmtpAddress: addresses[0] ?? '',
});
const all = [
  recipient('Abby Stone', 'abby', 'abby@contoso.com'),
  recipient('Bob Brown', 'bob', 'bob@contoso.com', 'info@contoso.com'),
  recipient('bob@contoso.com', 'odd', 'odd@contoso.com'),
];

it('a name wins over another recipient’s alias or address, as at the server', () => {
  expect(recipientNamed('BOB@contoso.com', all)?.alias).toBe('odd');
  expect(recipientNamed('bob', all)?.name).toBe('Bob Brown');
  expect(recipientNamed('zoe', all)).toBeUndefined();
});
