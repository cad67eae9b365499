import { at, everywhere, senders, type DefinedAnswer } from './defined-answer.js';

const malformed = '501 5.5.4 Invalid arguments';
const chunk = '250 2.6.0 Chunk received OK';
const needMail = '503 5.5.2 Need mail command';

/** BDAT that is not as it should be. */
export const chunks: readonly DefinedAnswer[] = [
  ...['', ' -1 LAST', ' 0x10', ' 1e3', ' 6 FIRST', ' LAST'].map((argument): DefinedAnswer => ({
    name: `BDAT${argument}`,
    rule: 'RFC 3030 §2',
    state: 'EHLO',
    sent: `BDAT${argument}\r\n`,
    replies: [malformed],
    entrances: everywhere,
  })),
  ...['9007199254740992', '9007199254740993 LAST', '99999999999999999999', '999999999999999999999'].map(
    (argument): DefinedAnswer => ({
      name: `BDAT ${argument}, which cannot be counted; what follows is no command`,
      rule: 'RFC 3030 §2',
      state: 'EHLO',
      sent: `BDAT ${argument}\r\nNOOP\r\n`,
      replies: [malformed],
      entrances: everywhere,
      inOnePiece: true,
      ends: 'session',
    }),
  ),
  ...(
    [
      [
        'a size beyond what was meant: the commands behind it are content',
        'BDAT 6\r\nQUIT\r\nNOOP\r\n',
        [chunk, '250 2.0.0'],
      ],
      [
        'a size below what was meant: the rest is a command',
        'BDAT 2\r\nabcd\r\nNOOP\r\n',
        [chunk, '500 5.3.3 Unrecognized command', '250 2.0.0'],
      ],
      ['a chunk of nothing', 'BDAT 0\r\nNOOP\r\n', [chunk, '250 2.0.0']],
      [
        'RSET between chunks discards them',
        'BDAT 2\r\nabRSET\r\nBDAT 2 LAST\r\nab',
        [chunk, '250 2.0.0', needMail],
      ],
      [
        'DATA for BODY=BINARYMIME',
        'RSET\r\nMAIL FROM:<sender@example.net> BODY=BINARYMIME\r\nRCPT TO:<alice@contoso.com>\r\nDATA\r\n',
        ['250 2.0.0', '250 2.1.0', '250 2.1.5', '503 5.5.1 BINARYMIME content needs BDAT'],
      ],
    ] as const
  ).map(([name, sent, replies]): DefinedAnswer => ({
    name,
    rule: name.startsWith('DATA') ? 'RFC 3030 §3' : 'RFC 3030 §2',
    state: 'RCPT',
    sent,
    replies,
    entrances: senders,
  })),
  {
    name: 'LAST twice; the second chunk is no command',
    rule: 'RFC 3030 §2',
    state: 'RCPT',
    sent: 'BDAT {size} LAST\r\n{message}BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n',
    replies: ['250 2.6.0', needMail, '250 2.0.0'],
    except: at(['475 server'], '250 2.0.0', needMail, '250 2.0.0'),
    entrances: senders,
  },
  {
    name: 'BDAT after DATA; its chunk is no command',
    rule: 'RFC 3030 §2',
    state: 'content',
    sent: '.\r\nBDAT 6 LAST\r\nQUIT\r\nNOOP\r\n',
    replies: ['250 2.6.0', needMail, '250 2.0.0'],
    except: at(['475 server'], '250 2.0.0', needMail, '250 2.0.0'),
    entrances: senders,
  },
];
