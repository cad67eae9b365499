import { at, everywhere, senders, servers, utf8, type DefinedAnswer } from './defined-answer.js';

const ok = '250 2.1.5 Recipient OK';
const unknown = '550 5.1.10';
const relay = '550 5.7.54';
const malformed = '501 5.1.3 Invalid address';
const noMailbox = at(['475 server'], '550 5.1.1 ');
/** A hub takes what Front End has judged; the categorizer answers such a recipient with a DSN. */
const noRecipient = { ...at(servers, ok), ...noMailbox };
const longPath = `<${'a'.repeat(316)}@contoso.com>`;
/** Users and servers may send anywhere; Mailbox Delivery knows mailboxes only. */
const foreign = { ...at(['587 user', ...servers], ok), ...noMailbox };

type Row = readonly [name: string, rule: string, path: string];

const malformedPaths: readonly Row[] = [
  ['an empty local part', 'RFC 5321 §4.1.2', '<@contoso.com>'],
  ['no domain', 'RFC 5321 §4.1.2', '<alice>'],
  ['an empty domain', 'RFC 5321 §4.1.2', '<alice@>'],
  ['two domains', 'RFC 5321 §4.1.2', '<bob@fabrikam.com@contoso.com>'],
  ['a bang path', 'RFC 5321 appendix F.4', '<fabrikam.com!bob>'],
  ['a source route without a mailbox', 'RFC 5321 appendix C', '<@relay.example:>'],
  ['a dot at the end of the domain', 'RFC 5321 §4.1.2', '<alice@contoso.com.>'],
  ['two dots in the local part', 'RFC 5321 §4.1.2', '<al..ice@contoso.com>'],
  ['a space outside quotes', 'RFC 5321 §4.1.2', '<al ice@contoso.com>'],
  ['an open quote', 'RFC 5321 §4.1.2', '<"alice@contoso.com>'],
  ['a quote within the local part', 'RFC 5321 §4.1.2', '<al"i"ce@contoso.com>'],
  ['no angle brackets and no domain', 'RFC 5321 §4.1.2', 'alice'],
  ['no angle brackets around a quoted local part', 'RFC 5321 §4.1.2', '"alice"@contoso.com'],
  ['no angle brackets around a source route', 'RFC 5321 §4.1.2', '@relay.example:alice@contoso.com'],
  ['half the angle brackets', 'RFC 5321 §4.1.2', '<alice@contoso.com'],
  ['the other half', 'RFC 5321 §4.1.2', 'alice@contoso.com>'],
  ['two addresses without angle brackets', 'RFC 5321 §4.1.1.3', 'alice@contoso.com,bob@contoso.com'],
  ['a parameter without an address', 'RFC 5321 §4.1.1.2', 'AUTH=alice@contoso.com'],
  ['a no-break space behind the path', 'RFC 5321 §4.1.1', utf8('<alice@contoso.com>\u00a0')],
  ['two paths', 'RFC 5321 §4.1.1.3', '<alice@contoso.com>,<bob@contoso.com>'],
  ['an address literal that is none', 'RFC 5321 §4.1.3', '<alice@[300.0.0.1]>'],
  ['a domain in brackets', 'RFC 5321 §4.1.3', '<alice@[contoso.com]>'],
  ['a zone in an address literal', 'RFC 5321 §4.1.3', '<alice@[IPv6:fe80::1%eth0]>'],
  ['a label of more than 63 octets', 'RFC 1035 §2.3.4', `<alice@${'d'.repeat(64)}.contoso.com>`],
  ['a domain of more than 255 octets', 'RFC 5321 §4.5.3.1.2', `<alice@${'d.'.repeat(125)}contoso.com>`],
  ['an invisible character', 'RFC 6531 §3.3', utf8('<al\u200bice@contoso.com>')],
];

const wellFormed: readonly (readonly [...Row, reply: string, except?: DefinedAnswer['except']])[] = [
  ['a quoted local part is the same as without quotes', 'RFC 5321 §4.1.2', '<"alice"@contoso.com>', ok],
  ['no angle brackets (RequireAngleBrackets)', 'Exchange', 'alice@contoso.com', ok],
  ['no angle brackets give no relay', 'RFC 5321 §3.6.1', 'bob@fabrikam.com', relay, foreign],
  ['white space around the path', 'RFC 5321 §4.1.1', ' \t<alice@contoso.com> \t ', ok],
  ['a quoted pair is its character', 'RFC 5321 §4.1.2', '<"al\\ice"@contoso.com>', ok],
  ['Postmaster without a domain', 'RFC 5321 §4.1.1.3', '<PostMaster>', ok],
  ['postmaster of any accepted domain', 'RFC 5321 §4.5.1', '<postmaster@xn--bcher-kva.example>', ok],
  [
    'the sender of DSNs',
    'RFC 5321 §4.5.1',
    '<MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.com>',
    ok,
  ],
  ['an empty quoted local part', 'RFC 5321 §4.1.2', '<""@contoso.com>', unknown, noRecipient],
  [
    '@ in quotes names no domain',
    'RFC 5321 §4.1.2',
    '<"bob@fabrikam.com"@contoso.com>',
    unknown,
    noRecipient,
  ],
  [
    'a percent hack names no domain',
    'RFC 5321 §3.6.1',
    '<bob%fabrikam.com@contoso.com>',
    unknown,
    noRecipient,
  ],
  [
    'a bang path before a domain',
    'RFC 5321 appendix F.4',
    '<fabrikam.com!bob@contoso.com>',
    unknown,
    noRecipient,
  ],
  ['a source route is ignored', 'RFC 5321 appendix C', '<@a.example,@b.example:alice@contoso.com>', ok],
  [
    'a source route through us gives no relay',
    'RFC 5321 §3.6.1',
    '<@contoso.com:bob@fabrikam.com>',
    relay,
    foreign,
  ],
  ['an address literal, even our own', 'RFC 5321 §4.1.3', '<alice@[127.0.0.1]>', relay, foreign],
  ['an address literal of IPv6', 'RFC 5321 §4.1.3', '<alice@[IPv6:::1]>', relay, foreign],
  ['an accepted domain as A-label', 'RFC 5890 §2.3.2.4', '<a@xn--bcher-kva.example>', ok, noMailbox],
  [
    'a percent hack in a foreign domain',
    'RFC 5321 §3.6.1',
    '<alice%contoso.com@fabrikam.com>',
    relay,
    foreign,
  ],
];

const nullPath: readonly (readonly [...Row, reply: string])[] = [
  ['the null path with parameters', 'RFC 5321 §4.5.5', '<> SIZE=1 RET=HDRS ENVID=a', '250 2.1.0'],
  ...['< >', '<@>', '<>x', '<><>', ''].map(
    (path) =>
      [`\`${path}\` is not the null path`, 'RFC 5321 §4.1.1.2', path, '501 5.1.7 Invalid address'] as const,
  ),
];

function rcpt(name: string, rule: string, path: string): Omit<DefinedAnswer, 'replies'> {
  return { name: `RCPT: ${name}`, rule, state: 'MAIL', sent: `RCPT TO:${path}\r\n`, entrances: senders };
}

/** Paths that are no address, or another one than they seem to be. */
export const addresses: readonly DefinedAnswer[] = [
  ...malformedPaths.map(([name, rule, path]): DefinedAnswer => ({
    ...rcpt(name, rule, path),
    replies: [malformed],
  })),
  ...malformedPaths.map(([name, rule, path]): DefinedAnswer => ({
    name: `MAIL: ${name}`,
    rule,
    state: 'EHLO',
    sent: `MAIL FROM:${path}\r\n`,
    replies: ['501 5.1.7 Invalid address'],
    entrances: everywhere,
  })),
  {
    ...rcpt('a local part of more than 315 octets', 'RFC 5321 §4.5.3.1.1', longPath),
    replies: [malformed],
    except: noRecipient,
  },
  {
    name: 'MAIL: a local part of more than 315 octets',
    rule: 'RFC 5321 §4.5.3.1.1',
    state: 'EHLO',
    sent: `MAIL FROM:${longPath}\r\n`,
    replies: ['501 5.1.7 Invalid address'],
    except: at([...servers, '475 server'], '250 2.1.0'),
    entrances: everywhere,
  },
  ...nullPath.map(([name, rule, path, reply]): DefinedAnswer => ({
    name: `MAIL: ${name}`,
    rule,
    state: 'EHLO',
    sent: `MAIL FROM:${path}\r\n`,
    replies: [reply],
    entrances: reply.startsWith('250') ? senders : everywhere,
  })),
  {
    name: 'the null reverse-path with more recipients than a DSN has',
    rule: 'RFC 5321 §4.5.5',
    state: 'EHLO',
    sent: 'MAIL FROM:<>\r\nRCPT TO:<alice@contoso.com>\r\nRCPT TO:<bob@contoso.com>\r\n',
    replies: ['250 2.1.0', ok, ok],
    entrances: senders,
  },
  {
    name: 'the null reverse-path gives no relay',
    rule: 'RFC 5321 §3.6.1',
    state: 'EHLO',
    sent: 'MAIL FROM:<>\r\nRCPT TO:<bob@fabrikam.com>\r\n',
    replies: ['250 2.1.0', relay],
    except: {
      ...at(['587 user', ...servers], '250 2.1.0', ok),
      ...at(['475 server'], '250 2.1.0', '550 5.1.1 '),
    },
    entrances: senders,
  },
  { ...rcpt('the null path', 'RFC 5321 §4.1.1.3', '<>'), replies: [malformed] },
  ...wellFormed.map(([name, rule, path, reply, except]): DefinedAnswer => ({
    ...rcpt(name, rule, path),
    replies: [reply],
    ...(except === undefined ? {} : { except }),
  })),
  {
    ...rcpt('U-labels without SMTPUTF8', 'RFC 6531 §3.7.4.2', utf8('<a@bücher.example>')),
    replies: ['553 5.6.7 SMTPUTF8 is needed for this address'],
  },
  {
    name: 'an accepted domain as U-label, with SMTPUTF8',
    rule: 'RFC 5890 §2.3.2.4',
    state: 'EHLO',
    sent: utf8('MAIL FROM:<sender@example.net> SMTPUTF8\r\nRCPT TO:<a@BÜCHER.example>\r\n'),
    replies: ['250 2.1.0', ok],
    except: at(['475 server'], '250 2.1.0', '550 5.1.1 '),
    entrances: senders,
  },
  {
    name: 'MAIL without angle brackets, with a parameter (RequireAngleBrackets)',
    rule: 'Exchange',
    state: 'EHLO',
    sent: 'MAIL FROM:sender@example.net BODY=8BITMIME\r\n',
    replies: ['250 2.1.0'],
    entrances: senders,
  },
  {
    name: 'MAIL with a second address behind the one without angle brackets',
    rule: 'RFC 5321 §4.1.1.2',
    state: 'EHLO',
    sent: 'MAIL FROM:sender@example.net <alice@contoso.com>\r\n',
    replies: ['501 5.5.4 Invalid arguments'],
    entrances: everywhere,
  },
  {
    name: 'MAIL without FROM and colon',
    rule: 'RFC 5321 §4.1.1.2',
    state: 'EHLO',
    sent: 'MAIL sender@example.net\r\n',
    replies: ['501 5.5.4 Invalid arguments'],
    entrances: everywhere,
  },
  {
    name: 'MAIL with a parameter that is not known',
    rule: 'RFC 5321 §4.1.1.11',
    state: 'EHLO',
    sent: 'MAIL FROM:<sender@example.net> X-A=1\r\n',
    replies: ['555 5.5.4 Unsupported parameter'],
    entrances: everywhere,
  },
  {
    name: 'MAIL with a SIZE of twenty digits, which cannot be counted',
    rule: 'RFC 1870 §6.1',
    state: 'EHLO',
    sent: 'MAIL FROM:<sender@example.net> SIZE=99999999999999999999\r\n',
    replies: ['552 5.3.4 Message size exceeds fixed maximum message size'],
    entrances: everywhere,
  },
  {
    name: 'MAIL with a parameter twice',
    rule: 'RFC 5321 §4.1.1.11',
    state: 'EHLO',
    sent: 'MAIL FROM:<sender@example.net> SIZE=1 SIZE=1\r\n',
    replies: ['501 5.5.4 Invalid arguments'],
    entrances: everywhere,
  },
];
