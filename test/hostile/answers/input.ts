import { everywhere, senders, utf8, type DefinedAnswer } from './defined-answer.js';

const crlf = '500 5.5.2 Lines must end with CRLF';
const character = '500 5.5.2 Command contains a character that is not allowed';
const tooLong = '500 5.5.2 Line too long';
const unknown = '500 5.3.3 Unrecognized command';
const octets = 20_000;

/** Each is one error, whatever follows it, and the next command is understood. */
const malformed: readonly (readonly [name: string, rule: string, sent: string, reply: string])[] = [
  ['an unknown verb', 'RFC 5321 §4.2.4', 'WIZ\r\n', unknown],
  ['an empty line', 'RFC 5321 §4.1.1', '\r\n', unknown],
  ['HTTP', 'RFC 5321 §4.2.4', 'GET / HTTP/1.1\r\n', unknown],
  [
    'EHLO with a name that is none',
    'RFC 5321 §4.1.1.1',
    'EHLO <script>\r\n',
    '501 5.5.4 Invalid domain name',
  ],
  [
    'EHLO with U-labels',
    'RFC 5321 §4.1.1.1',
    utf8('EHLO müller.example\r\n'),
    '501 5.5.4 Invalid domain name',
  ],
  ['a command ended by LF; what follows is part of it', 'RFC 5321 §2.3.8', 'NOOP\nNOOP\r\n', crlf],
  ['a command ended by CR', 'RFC 5321 §2.3.8', 'NOOP\rNOOP\r\n', crlf],
  ['a command ended by CR CR LF', 'RFC 5321 §2.3.8', 'NOOP\r\r\n', crlf],
  ['a command ended by LF CR LF', 'RFC 5321 §2.3.8', 'NOOP\n\r\n', crlf],
  ['NUL in EHLO', 'RFC 5321 §4.1.2', 'EHLO client\0.example\r\n', character],
  ['NUL in a path', 'RFC 5321 §4.1.2', 'MAIL FROM:<send\0er@example.net>\r\n', character],
  ['NUL in BDAT', 'RFC 5321 §4.1.2', 'BDAT 2\0 LAST\r\n', character],
  ['NUL behind QUIT', 'RFC 5321 §4.1.2', 'QUIT\0\r\n', character],
  ['NUL in an argument', 'RFC 5321 §4.1.2', 'NOOP \0\r\n', character],
  ['NUL in a verb', 'RFC 5321 §4.1.2', 'NO\0OP\r\n', character],
  ['another control character', 'RFC 5321 §4.1.2', 'NOOP \x07\r\n', character],
  ['a verb of octets that are no UTF-8', 'RFC 6531 §3.3', '\xff\xfe\xfd\r\n', character],
  ['a path with octets that are no UTF-8', 'RFC 6531 §3.3', 'MAIL FROM:<j\xf6rg@example.net>\r\n', character],
  ['a verb of UTF-8', 'RFC 5321 §4.1.1', utf8('NÖÖP\r\n'), unknown],
  [
    'a path of UTF-8 without SMTPUTF8',
    'RFC 6531 §3.7.4.2',
    utf8('MAIL FROM:<jörg@example.net>\r\n'),
    '553 5.6.7 SMTPUTF8 is needed for this address',
  ],
  [
    'a parameter of UTF-8',
    'RFC 5321 §4.1.1.11',
    utf8('MAIL FROM:<sender@example.net> BODY=ä\r\n'),
    '501 5.5.4 Invalid arguments',
  ],
  ['an overlong command', 'RFC 5321 §4.5.3.1.4', `NOOP ${'x'.repeat(octets)}\r\n`, tooLong],
  ['an overlong path', 'RFC 5321 §4.5.3.1.4', `MAIL FROM:<${'x'.repeat(octets)}@b.example>\r\n`, tooLong],
  ['an overlong AUTH', 'RFC 4954 §4', `AUTH PLAIN ${'A'.repeat(octets)}\r\n`, tooLong],
];

/** The content is never changed, so nothing in it is refused for its octets. */
const taken: readonly (readonly [name: string, rule: string, line: string])[] = [
  ['NUL in the content', 'RFC 5321 §2.3.8', 'a\0b\r\n'],
  ['8-bit octets in the content without BODY=8BITMIME', 'RFC 6152 §3', '\xff\xfe\x80\r\n'],
  ['an overlong line in the content', 'RFC 5321 §4.5.3.1.6', `${'x'.repeat(octets)}\r\n`],
  ['a line of dots', 'RFC 5321 §4.5.2', '......\r\n'],
];

const ends = { CR: '\r', LF: '\n', CRLF: '\r\n', CRCRLF: '\r\r\n', LFCR: '\n\r', NULCRLF: '\0\r\n' };

/** All that looks like the end of the content and is not CRLF . CRLF (RFC 5321 §4.1.1.4). */
export const falseEnds = Object.entries(ends)
  .flatMap(([before, first]) =>
    Object.entries(ends).map(([after, second]) => [`${before} . ${after}`, `${first}.${second}`] as const),
  )
  .filter(([, end]) => !end.includes('\r\n.\r\n'));

/** Content that ends with this line; it is taken. */
export function content(name: string, rule: string, line: string): DefinedAnswer {
  return {
    name,
    rule,
    state: 'content',
    sent: `${line}\r\n.\r\n`,
    replies: ['250 2.6.0'],
    except: { '475 server': ['250 2.0.0'] },
    entrances: senders,
  };
}

/** Octets, line ends and lengths. */
export const input: readonly DefinedAnswer[] = [
  ...malformed.map(([name, rule, sent, reply]): DefinedAnswer => ({
    name,
    rule,
    state: 'EHLO',
    sent: `${sent}NOOP\r\n`,
    replies: [reply, '250 2.0.0'],
    entrances: everywhere,
  })),
  ...taken.map(([name, rule, line]) => content(name, rule, line)),
];

/** One content and one reply, whatever stands behind the false end. */
export const smuggling: readonly DefinedAnswer[] = falseEnds.map(([name, end]) =>
  content(
    `${name} and commands behind it`,
    'RFC 5321 §2.3.8',
    `x${end}MAIL FROM:<ceo@contoso.com>\r\nRCPT TO:<bob@contoso.com>\r\nDATA\r\nSubject: smuggled\r\n\r\nx`,
  ),
);
