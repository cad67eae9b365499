import { everywhere, senders, utf8, type DefinedAnswer } from './defined-answer.js';
import { content } from './input.js';

const unknown = '500 5.3.3 Unrecognized command';
const arguments_ = '501 5.5.4 Invalid arguments';
const closing = '221 2.0.0';
const cannotVerify = '252 2.1.5 Cannot VRFY user';

type Row = readonly [name: string, rule: string, sent: string, ...replies: readonly string[]];

const atAnyTime: readonly Row[] = [
  [
    'white space before the CRLF of RSET and of NOOP',
    'RFC 5321 §4.1.1',
    'RSET \t\r\nNOOP\t\r\n',
    '250 2.0.0',
    '250 2.0.0',
  ],
  ['a space before the verb', 'RFC 5321 §4.1.1', ' NOOP\r\n', '250 2.0.0'],
  ['a tab behind a verb', 'RFC 5321 §4.1.1', 'HELP\tMAIL\r\n', unknown],
  ['RSET with an argument', 'RFC 5321 §4.1.1', 'RSET now\r\n', arguments_],
  ['RSET with nothing to reset, twice', 'RFC 5321 §4.1.1.5', 'RSET\r\nRSET\r\n', '250 2.0.0', '250 2.0.0'],
  ['QUIT with an argument', 'RFC 5321 §4.1.1.10', 'QUIT now\r\n', arguments_],
  ['NOOP with an argument', 'RFC 5321 §4.1.1.9', 'NOOP QUIT\r\n', '250 2.0.0'],
  ['NOOP with UTF-8', 'RFC 5321 §4.1.1.9', utf8('NOOP für nichts\r\n'), '250 2.0.0'],
  ['HELP with an argument', 'RFC 5321 §4.1.1.8', 'HELP MAIL\r\n', '214'],
  ['VRFY without an argument', 'RFC 5321 §4.1.1.6', 'VRFY\r\n', arguments_],
  [
    'VRFY tells nothing: of a user, of nobody, of a path, of a user in UTF-8',
    'RFC 5321 §3.5.3',
    utf8('VRFY alice\r\nVRFY nobody\r\nVRFY <alice@contoso.com>\r\nVRFY zoë SMTPUTF8\r\n'),
    cannotVerify,
    cannotVerify,
    cannotVerify,
    cannotVerify,
  ],
  ['EXPN, with and without a list', 'RFC 5321 §4.2.4', 'EXPN team\r\nEXPN\r\n', unknown, unknown],
  [
    'SEND, SOML, SAML and TURN of old',
    'RFC 5321 appendix F.1, F.6',
    'SEND FROM:<a@b.example>\r\nSOML FROM:<a@b.example>\r\nSAML FROM:<a@b.example>\r\nTURN\r\n',
    unknown,
    unknown,
    unknown,
    unknown,
  ],
  [
    'ETRN, ATRN and BURL',
    'RFC 5321 §4.2.4',
    'ETRN contoso.com\r\nATRN\r\nBURL imap://alice@contoso.com/ LAST\r\n',
    unknown,
    unknown,
    unknown,
  ],
];

/** The commands that carry no mail, with what they do not want, and those that nobody has any more. */
export const courtesy: readonly DefinedAnswer[] = [
  ...atAnyTime.map(([name, rule, sent, ...replies]): DefinedAnswer => ({
    name,
    rule,
    state: 'connected',
    sent,
    replies,
    entrances: everywhere,
  })),
  {
    name: 'commands behind QUIT; none is carried out',
    rule: 'RFC 5321 §4.1.1.10',
    state: 'RCPT',
    sent: 'QUIT\r\nBDAT {size} LAST\r\n{message}NOOP\r\n',
    replies: [closing],
    entrances: senders,
    inOnePiece: true,
    ends: 'session',
  },
  {
    name: 'QUIT between BDAT chunks discards them',
    rule: 'RFC 5321 §4.1.1.10',
    state: 'RCPT',
    sent: 'BDAT {size}\r\n{message}QUIT\r\n',
    replies: ['250 2.6.0 Chunk received OK', closing],
    entrances: senders,
    ends: 'session',
  },
  content('QUIT in the content', 'RFC 5321 §4.1.1.4', 'QUIT'),
];
