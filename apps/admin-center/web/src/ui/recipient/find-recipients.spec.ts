import { recipientNamed, recipientsLike, type Recipient } from './find-recipients.js';

const recipient = (Name: string, Alias: string, ...addresses: readonly string[]): Recipient => ({
  Guid: Name,
  kind: 'Mailboxes',
  Name,
  DisplayName: Name,
  Alias,
  EmailAddresses: addresses,
  PrimarySmtpAddress: addresses[0] ?? '',
});
const all = [
  recipient('Abby Stone', 'abby', 'abby@contoso.com'),
  recipient('Bob Brown', 'bob', 'bob@contoso.com', 'info@contoso.com'),
  recipient('bob@contoso.com', 'odd', 'odd@contoso.com'),
];
const like = (text: string) => recipientsLike(text, all).map(({ Alias }) => Alias);

it.each([
  ['', ['abby', 'bob', 'odd']],
  ['b', ['bob', 'odd', 'abby']],
  ['brown bo', ['bob']],
  ['INFO@', ['bob']],
  ['nobody', []],
])('a picker finds %j: those first in which a word begins so', (text, found) => {
  expect(like(text)).toEqual(found);
});

it('a name wins over another recipient’s alias or address, as at the server', () => {
  expect(recipientNamed('BOB@contoso.com', all)?.Alias).toBe('odd');
  expect(recipientNamed('bob', all)?.Name).toBe('Bob Brown');
  expect(recipientNamed('zoe', all)).toBeUndefined();
});
