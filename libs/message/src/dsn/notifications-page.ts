import { Reply } from '@mailyard/smtp';

import { HeaderBlock } from '../header/header-block.js';
import type { DsnKind, DsnRequest } from './dsn.js';
import { renderText } from './report/render-text.js';
import { reportBlocks, reportSubject } from './report/report.js';
import { catalogues } from './words/catalogues.js';
import { dsnLanguages } from './words/dsn-language.js';
import { failureCauses } from './words/failure-cause.js';

const kinds: Readonly<Record<DsnKind, string>> = {
  failed: 'a recipient fails for good: refused, unknown, expired, removed by an administrator with NDR',
  delayed: 'the message waits longer than DelayNotificationTimeout; once, for all recipients that still wait',
  relayed: 'NOTIFY=SUCCESS, and the next host does not know DSN',
  delivered: 'NOTIFY=SUCCESS, and the message is in the mailbox',
  expanded: 'NOTIFY=SUCCESS, and the group was replaced by its members here',
};

const example: DsnRequest = {
  kind: 'failed',
  original: {
    reversePath: { localPart: 'alice', domain: 'contoso.com' },
    envelope: { body: '7BIT', smtpUtf8: false },
    header: HeaderBlock.parse(
      Buffer.from('From: Alice <alice@contoso.com>\r\nTo: bob@fabrikam.com\r\nSubject: Lunch\r\n\r\n'),
    ),
    arrivedAt: new Date(0),
  },
  recipients: [
    {
      path: { localPart: 'bob', domain: 'fabrikam.com' },
      reply: new Reply(550, '5.2.2', 'mailbox of bob is full'),
      remote: { host: 'mx.fabrikam.com', ip: '192.0.2.9' },
    },
  ],
  reporter: {
    fqdn: 'mbx01.contoso.com',
    defaultDomain: 'contoso.com',
    audience: 'internal',
    language: 'en',
    html: true,
    diagnostics: 'whole',
  },
  now: new Date(0),
  guid: '',
};

/** docs/notifications.md, made from the catalogues so that it cannot disagree with them. */
export function notificationsPage(): string {
  const { en: words } = catalogues;
  const parts = [
    '<!-- Made by `npm run docs` from libs/message/src/dsn. Do not edit. -->',
    '# Notifications',
    'What becomes of a message its sender hears by delivery status notifications (DSNs, RFC 3461 to 3464, for addresses beyond ASCII RFC 6533). A DSN has a null reverse-path, and a message with one is never answered: so no two systems ever report to each other in a circle.',
    '## Kinds',
    table(
      ['action', 'subject', 'when'],
      Object.entries(kinds).map(([kind, when]) => [
        `\`${kind}\``,
        `\`${words.subjectPrefixes[kind as DsnKind].trimEnd()}\` and the original one`,
        when,
      ]),
    ),
    'NOTIFY decides (RFC 3461 §4.1): without it, failures and delays are reported. A failure has the whole message with it, unless RET=HDRS was said, the message is larger than InternalDsnMaxMessageAttachSize or ExternalDsnMaxMessageAttachSize, has binary content or broken line ends, or its content cannot be read: then its header. Other kinds always have the header. One DSN tells of up to 1,000 recipients; of more several tell, of which the first has the content.',
    '## What it says',
    fenced(`Subject: ${reportSubject(example, words)}\n\n${renderText(reportBlocks(example, words))}`),
    'The same in HTML, unless InternalDsnSendHtml or ExternalDsnSendHtml is off. A message to senders inside shows Received and last errors; one that leaves the organization does not, and a remote domain with `NDRDiagnosticInfoEnabled: false` gets nothing below “Diagnostic information for administrators”. The second part, message/delivery-status, is for programs; the third is the original, without the fields of the organization, the forest and the trace.',
    '## Whose settings',
    '`Internal…` of TransportSettings holds for senders in an accepted domain other than an ExternalRelay one, or in a remote domain with IsInternal, and for whoever had signed in; `External…` for all others. Remote domains decide what leaves: `NDREnabled: false` sends neither failures nor delays there, `DeliveryReportEnabled: false` none of the other kinds. `GenerateCopyOfDSNFor` names codes; of each DSN with one of them the Microsoft Exchange recipient, that is the postmaster, gets a copy.',
    '## Languages',
    `Reports are written in ${dsnLanguages.map((language) => `\`${language}\` (${catalogues[language].tag})`).join(', ')}. The language is that of Accept-Language, else of Content-Language, of the original message, if the …DsnLanguageDetectionEnabled of its reader is on and it is one of these; else …DsnDefaultLanguage; else English. Replies, addresses and the delivery status are never translated.`,
    '## Texts of your own',
    'A system message stands in place of the explanation, for one code or for a class, in one language, for senders inside or outside:',
    fenced(
      [
        'SystemMessages:',
        '  - DsnCode: 5.1.10',
        '    Internal: true',
        '    Language: en',
        '    Text: Look into <a href="https://people.contoso.com">the directory</a> or call <b>4711</b>.',
        '  - { DsnCode: 5.x.y, Internal: false, Language: en, Text: Please write to help@contoso.com. }',
      ].join('\n'),
      'yaml',
    ),
    'What it may hold is in [configuration.md](configuration.md#systemmessages). What the other host said, the diagnostics and the delivery status stay.',
    '## Explanations',
    'By enhanced status code; where a code is not listed, that of its class and subject counts, else that of its class. What an expired or delayed message waited for comes before the code.',
    table(
      ['code', 'why', 'what to do'],
      Object.entries(failureCauses).map(([code, cause]) => {
        const { why, advice } = words.causes[cause];
        return [`\`${code}\``, why, advice];
      }),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function fenced(text: string, language = ''): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
