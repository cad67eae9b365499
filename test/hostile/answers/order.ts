import { anonymous, everywhere, senders, strangers, type DefinedAnswer } from './defined-answer.js';

const hello = '503 5.5.2 Send hello first';
const needMail = '503 5.5.2 Need mail command';
const needRcpt = '503 5.5.2 Need rcpt command';
const betweenChunks = '503 5.5.1 Only BDAT, NOOP, RSET and QUIT';
const unknownCommand = '500 5.3.3 Unrecognized command';

/** A command at a time when it is not allowed, or that has to change the state. */
export const order: readonly DefinedAnswer[] = [
  ...[
    'MAIL FROM:<sender@example.net>',
    'RCPT TO:<alice@contoso.com>',
    'DATA',
    'AUTH PLAIN',
    'STARTTLS',
    'X-ANONYMOUSTLS',
  ].map((command): DefinedAnswer => ({
    name: `${command.split(' ')[0]} before EHLO`,
    rule: 'RFC 5321 §4.1.4',
    state: 'connected',
    sent: `${command}\r\n`,
    replies: [hello],
    entrances: everywhere,
  })),
  {
    name: 'BDAT before EHLO; its chunk is no command',
    rule: 'RFC 3030 §2',
    state: 'connected',
    sent: 'BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n',
    replies: [hello, '250 2.0.0'],
    entrances: everywhere,
  },
  {
    name: 'NOOP, RSET, VRFY, HELP before EHLO',
    rule: 'RFC 5321 §4.1.4',
    state: 'connected',
    sent: 'NOOP\r\nRSET\r\nVRFY alice\r\nHELP\r\n',
    replies: ['250 2.0.0', '250 2.0.0', '252 2.1.5', '214'],
    entrances: everywhere,
  },
  {
    name: 'XCLIENT of a peer that is not trusted',
    rule: 'Postfix XCLIENT',
    state: 'EHLO',
    sent: 'XCLIENT ADDR=192.0.2.1\r\n',
    replies: ['550 5.7.0'],
    entrances: everywhere,
  },
  {
    name: 'XPROXYFROM, XPROXY, XPROXYTO of a peer without the certificate',
    rule: 'ADR 3',
    state: 'EHLO',
    sent: 'XPROXYFROM SID=1\r\nXPROXY SID=1\r\nXPROXYTO SID=1\r\n',
    replies: [unknownCommand, unknownCommand, unknownCommand],
    entrances: [...anonymous, '587 user', ...strangers],
  },
  {
    name: 'EHLO and HELO at LMTP',
    rule: 'RFC 2033 §4.1',
    state: 'EHLO',
    sent: 'eHLO client.example\r\nHELO client.example\r\n',
    replies: [unknownCommand, unknownCommand],
    entrances: ['475', '475 server'],
  },
  {
    name: 'LHLO at SMTP',
    rule: 'RFC 2033 §4.1',
    state: 'EHLO',
    sent: 'LHLO client.example\r\n',
    replies: [unknownCommand],
    entrances: everywhere.filter((entrance) => !entrance.startsWith('475')),
  },
  ...[
    ['RCPT without MAIL', 'RCPT TO:<alice@contoso.com>\r\n'],
    ['DATA without MAIL', 'DATA\r\n'],
  ].map(([name = '', sent = '']): DefinedAnswer => ({
    name,
    rule: 'RFC 5321 §3.3',
    state: 'EHLO',
    sent,
    replies: [needMail],
    entrances: everywhere,
  })),
  {
    name: 'BDAT without MAIL; its chunk is no command',
    rule: 'RFC 3030 §2',
    state: 'EHLO',
    sent: 'BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n',
    replies: [needMail, '250 2.0.0'],
    entrances: everywhere,
  },
  {
    name: 'MAIL in a transaction',
    rule: 'RFC 5321 §3.3',
    state: 'MAIL',
    sent: 'MAIL FROM:<sender@example.net>\r\n',
    replies: ['503 5.5.2 Sender already specified'],
    entrances: senders,
  },
  {
    name: 'DATA without RCPT',
    rule: 'RFC 5321 §3.3',
    state: 'MAIL',
    sent: 'DATA\r\n',
    replies: [needRcpt],
    entrances: senders,
  },
  {
    name: 'DATA when every recipient was refused',
    rule: 'RFC 2920 §3.1',
    state: 'MAIL',
    sent: 'RCPT TO:<alice>\r\nDATA\r\n',
    replies: ['501 5.1.3', needRcpt],
    entrances: senders,
  },
  {
    name: 'BDAT without RCPT; its chunk is no command',
    rule: 'RFC 3030 §2',
    state: 'MAIL',
    sent: 'BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n',
    replies: [needRcpt, '250 2.0.0'],
    entrances: senders,
  },
  {
    name: 'EHLO in a transaction ends it',
    rule: 'RFC 5321 §4.1.4',
    state: 'RCPT',
    sent: 'EHLO client.example\r\nDATA\r\n',
    replies: ['250', needMail],
    entrances: senders,
  },
  {
    name: 'RSET in a transaction ends it',
    rule: 'RFC 5321 §4.1.1.5',
    state: 'RCPT',
    sent: 'RSET\r\nDATA\r\n',
    replies: ['250 2.0.0', needMail],
    entrances: senders,
  },
  {
    name: 'EHLO with a bad name in a transaction changes nothing',
    rule: 'RFC 5321 §4.1.4',
    state: 'RCPT',
    sent: 'EHLO <script>\r\nRCPT TO:<bob@contoso.com>\r\n',
    replies: ['501 5.5.4 Invalid domain name', '250 2.1.5'],
    entrances: senders,
  },
  {
    name: 'STARTTLS in a transaction ends it; inside TLS all is forgotten',
    rule: 'RFC 3207 §4.2',
    state: 'RCPT',
    sent: 'STARTTLS\r\n',
    replies: ['220 2.0.0'],
    entrances: ['25'],
    ends: 'clear text',
  },
];

/** Between the chunks of a message. */
export const orderWithinChunks: readonly DefinedAnswer[] = [
  'MAIL FROM:<sender@example.net>',
  'RCPT TO:<alice@contoso.com>',
  'DATA',
  'EHLO client.example',
  'AUTH PLAIN',
  'STARTTLS',
  'VRFY alice',
].map((command): DefinedAnswer => ({
  name: `${command.split(' ')[0]} between BDAT chunks`,
  rule: 'RFC 3030 §2',
  state: 'RCPT',
  sent: `BDAT 2\r\nab${command}\r\nRSET\r\n`,
  replies: ['250 2.6.0', betweenChunks, '250 2.0.0'],
  entrances: senders,
}));
