import { senders, type DefinedAnswer } from './defined-answer.js';

/** LMTP has no HELO. */
const smtpSenders = senders.filter((entrance) => entrance !== '475 server');
const hello = 'HELO client.example\r\n';
const mail = 'MAIL FROM:<sender@example.net>\r\nRCPT TO:<alice@contoso.com>\r\n';
const helloOk = '250 mbx01.contoso.com Hello ';

/**
 * After HELO. Its answer lists no extension, but devices that say HELO and then sign in, or state a size, are served
 * as after EHLO: nobody is better off without it.
 */
export const helo: readonly DefinedAnswer[] = [
  {
    name: 'HELO without a name',
    rule: 'RFC 5321 §4.1.1.1',
    state: 'connected',
    sent: 'HELO\r\n',
    replies: [helloOk],
    entrances: smtpSenders,
  },
  {
    name: 'HELO in a transaction ends it',
    rule: 'RFC 5321 §4.1.4',
    state: 'RCPT',
    sent: `${hello}DATA\r\n`,
    replies: [helloOk, '503 5.5.2 Need mail command'],
    entrances: smtpSenders,
  },
  {
    name: 'parameters of MAIL and RCPT after HELO',
    rule: 'RFC 5321 §4.1.1.11',
    state: 'connected',
    sent: `${hello}MAIL FROM:<sender@example.net> SIZE=1 BODY=8BITMIME\r\nRCPT TO:<alice@contoso.com> NOTIFY=NEVER\r\n`,
    replies: [helloOk, '250 2.1.0', '250 2.1.5'],
    entrances: ['25', '25 TLS', '2525 server', '465 server'],
  },
  {
    name: 'BDAT after HELO',
    rule: 'RFC 3030 §2',
    state: 'EHLO',
    sent: `${hello}${mail}BDAT {size} LAST\r\n{message}`,
    replies: [helloOk, '250 2.1.0', '250 2.1.5', '250 2.6.0'],
    entrances: smtpSenders,
  },
  {
    name: 'AUTH after HELO',
    rule: 'RFC 4954 §4',
    state: 'connected',
    sent: `${hello}AUTH LOGIN\r\n*\r\n`,
    replies: [helloOk, '334 ', '501 5.7.0'],
    entrances: ['25 TLS'],
  },
  {
    name: 'STARTTLS after HELO',
    rule: 'RFC 3207 §4',
    state: 'connected',
    sent: `${hello}STARTTLS\r\n`,
    replies: [helloOk, '220 2.0.0'],
    entrances: ['25', '587', '2525', '465', '717'],
    ends: 'clear text',
  },
];
