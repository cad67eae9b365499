import { utf8, type DefinedAnswer } from './defined-answer.js';

type Row = readonly [name: string, rule: string, header: string];

const own = 'From: alice@contoso.com\r\n';

/** Somebody else's address, to any reader. */
const forbidden: readonly Row[] = [
  ['a From of somebody else', 'RFC 6409 §6.1', 'From: bob@contoso.com\r\n'],
  ['a Sender of somebody else', 'RFC 6409 §6.1', `${own}Sender: bob@contoso.com\r\n`],
  ['a Resent-From of somebody else', 'RFC 5322 §3.6.6', `${own}Resent-From: bob@contoso.com\r\n`],
  ['a Resent-Sender of somebody else', 'RFC 5322 §3.6.6', `${own}Resent-Sender: bob@contoso.com\r\n`],
  ['a display name that is an address', 'RFC 5322 §3.4', 'From: bob@contoso.com <alice@contoso.com>\r\n'],
  [
    'an encoded word that is an address',
    'RFC 2047 §5',
    'From: =?utf-8?q?bob=40contoso.com?= <alice@contoso.com>\r\n',
  ],
  ['a From behind a bare CR', 'RFC 5322 §2.2', 'From: alice@contoso.com\rFrom: bob@contoso.com\r\n'],
];

/** What one reader reads otherwise than another one, or what names nobody. */
const malformed: readonly (readonly [...Row, field: string])[] = [
  ['a From without an address', 'RFC 5322 §3.6.2', 'From: Alice\r\n', 'From'],
  ['two From fields', 'RFC 5322 §3.6', `${own}${own}`, 'From'],
  ['NUL in From', 'RFC 5322 §4.1', 'From: alice@contoso.com\0\r\n', 'From'],
  ['NUL before a From', 'RFC 5322 §2.2', `${own}\0From: bob@contoso.com\r\n`, 'From'],
  ['NUL in the name', 'RFC 5322 §2.2', `${own}Fr\0om: bob@contoso.com\r\n`, 'From'],
  ['VT behind the name', 'RFC 5322 §2.2', `${own}Sender\x0b: bob@contoso.com\r\n`, 'Sender'],
  ['a folded name', 'RFC 5322 §2.2.3', `${own}Sender\r\n : bob@contoso.com\r\n`, 'Sender'],
  ['a From behind NEL', 'RFC 5322 §2.2', `${own}X: y\x85From: bob@contoso.com\r\n`, 'From'],
  ['a From behind U+2028', 'RFC 5322 §2.2', utf8(`${own}X: y\u2028From: bob@contoso.com\r\n`), 'From'],
];

function submitted([name, rule, header]: Row, reply: string): DefinedAnswer {
  const octets = `${header}\r\nHello\r\n`;
  return {
    name,
    rule,
    state: 'RCPT',
    sent: `BDAT ${octets.length} LAST\r\n${octets}`,
    replies: [reply],
    entrances: ['587 user'],
  };
}

/** A message of alice whose header names somebody else, or could be read so. */
export const senderFields: readonly DefinedAnswer[] = [
  ...forbidden.map((row) => submitted(row, '550 5.7.60')),
  ...malformed.map(([name, rule, header, field]) =>
    submitted([name, rule, header], `550 5.6.0 SMTP; The ${field} field cannot be read in one way`),
  ),
];
