import { randomUUID } from 'node:crypto';

import type { RuleCopy, RuleNotice } from '@mailyard/agents';
import type { TransportRule } from '@mailyard/directory';
import {
  decodeText,
  formatDateTime,
  HeaderBlock,
  headerField,
  noHeaderRights,
  stampOrganizationFields,
  wrapMessage,
} from '@mailyard/message';
import { headerSummary, submissionQueue, type LoadedCopy, type NewItem } from '@mailyard/queue';
import { exchangeRecipient, formatPath, type Path } from '@mailyard/smtp';

import type { TransportContext } from '../transport-context.js';
import { contentOf } from './content-of.js';

/** Larger messages are not attached: a report is made in memory. */
const attachedBytesMax = 10 * 1024 * 1024;

/** The messages that rules write: notifications for recipients, and incident reports. Nobody is told when they fail. */
export async function noticeItems(
  message: LoadedCopy,
  { notices }: RuleCopy,
  context: TransportContext,
): Promise<readonly NewItem[]> {
  const items: NewItem[] = [];
  for (const notice of notices) {
    const html = notice.kind === 'notification' ? asHtml(notice.text) : reportHtml(message, notice);
    const attached = notice.kind === 'incident report' && attachesOriginal(notice.rule, message);
    const to = notice.kind === 'notification' ? notice.to : [notice.to];
    const subject = notice.kind === 'notification' ? 'Notification' : `Rule detected: ${notice.rule.Name}`;
    items.push(await newItem({ message, html, attached, to, subject }, context));
  }
  return items;
}

interface Draft {
  readonly message: LoadedCopy;
  readonly html: string;
  readonly attached: boolean;
  readonly to: readonly Path[];
  readonly subject: string;
}

async function newItem(draft: Draft, context: TransportContext): Promise<NewItem> {
  const { message, html, attached, to } = draft;
  const guid = randomUUID();
  const pieces: Buffer[] = [];
  const text = { html, location: 'Append' } as const;
  const original = attached
    ? { header: message.item.header, content: () => contentOf(message, context.files) }
    : { header: Buffer.from('\r\n'), content: [] };
  const described = await wrapMessage(original, [text], (piece) => void pieces.push(piece));
  const content = [Buffer.concat(pieces)];
  const receivedAt = Date.now();
  const header = stamped(described, { ...draft, guid, receivedAt }, context);
  const block = header.toBuffer();
  const recipients = to.map((path) => ({ path, notify: ['NEVER'] as const }));
  const envelope = { ...message.item.envelope, reversePath: null, recipients };
  return {
    item: {
      id: await context.database.ids.next(),
      envelope,
      source: sourceOf(receivedAt, context.fqdn),
      messageId: `<${guid}@${context.fqdn}>`,
      networkMessageId: guid,
      receivedAt,
      sizeBytes: block.length + (content[0]?.length ?? 0),
      header: block,
      content: { store: 'redis', bytes: content[0]?.length ?? 0 },
      ...headerSummary(header, envelope),
    },
    copies: [{ number: '0', queue: submissionQueue, recipients, attempts: 0 }],
    content,
  };
}

function stamped(
  described: HeaderBlock,
  { to, subject, guid, receivedAt }: Draft & { readonly guid: string; readonly receivedAt: number },
  { fqdn, organization }: TransportContext,
): HeaderBlock {
  const date = new Date(receivedAt);
  const own = described.fields.filter(({ name }) => /^(?:mime-version|content-.*)$/i.test(name));
  const header = new HeaderBlock([
    headerField(
      'From',
      `"Microsoft Outlook" <${exchangeRecipient}@${organization().defaultDomain.DomainName}>`,
    ),
    headerField('To', to.map(formatPath).join(', ')),
    headerField('Date', formatDateTime(date)),
    headerField('Subject', subject),
    headerField('Message-ID', `<${guid}@${fqdn}>`),
    // RFC 3834 §5.
    headerField('Auto-Submitted', 'auto-generated'),
    headerField('X-Auto-Response-Suppress', 'All'),
    ...own,
  ]);
  return stampOrganizationFields(header, {
    authAs: 'Internal',
    authSource: fqdn,
    authMechanism: '05',
    networkMessageId: guid,
    directionality: 'Originating',
    arrivedAt: date,
    originalBytes: header.toBuffer().length,
  });
}

function sourceOf(receivedAt: number, fqdn: string): NewItem['item']['source'] {
  return {
    kind: 'DSN',
    receivedAt,
    sessionId: '',
    connector: { name: '', guid: '' },
    server: { fqdn, ip: '' },
    peer: { ip: '', port: 0, helo: fqdn },
    authAs: 'Internal',
    headerRights: noHeaderRights,
  };
}

type IncidentReport = Extract<RuleNotice, { kind: 'incident report' }>;

function reportHtml({ item }: LoadedCopy, { rule, recipients }: IncidentReport): string {
  const header = HeaderBlock.parse(item.header);
  const field = (name: string): string => decodeText(header.first(name) ?? '');
  const values = {
    Sender: () => field('From'),
    Recipients: () => recipients.map(formatPath).join(', '),
    Subject: () => field('Subject'),
    Cc: () => field('Cc'),
    Bcc: () => '',
    Severity: () => rule.SetAuditSeverity ?? 'Low',
    RuleDetections: () => rule.Name,
    AttachOriginalMail: () => '',
  } as const;
  const lines = (rule.IncidentReportContent ?? []).flatMap((name) => {
    const value = values[name]();
    return value === '' ? [] : [`${name}: ${value}`];
  });
  return asHtml(
    [`Report Id: ${item.networkMessageId}`, `Message Id: ${item.messageId}`, ...lines].join('\n'),
  );
}

function attachesOriginal({ IncidentReportContent = [] }: TransportRule, { item }: LoadedCopy): boolean {
  return IncidentReportContent.includes('AttachOriginalMail') && item.sizeBytes <= attachedBytesMax;
}

function asHtml(text: string): string {
  const escaped = text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<p>${escaped.replaceAll('\n', '<br>')}</p>`;
}
