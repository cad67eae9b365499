import type { RuleCopy, RuleNotice } from '@mailyard/agents';
import { decodeText, HeaderBlock } from '@mailyard/message';
import type { LoadedCopy, NewItem } from '@mailyard/queue';
import { formatPath } from '@mailyard/smtp';

import { asHtml, type SystemItems } from '../system-mail/system-items.js';

/** The messages that rules write: notifications for recipients, and incident reports. Nobody is told when they fail. */
export async function noticeItems(
  about: LoadedCopy,
  { notices }: RuleCopy,
  items: SystemItems,
): Promise<readonly NewItem[]> {
  const made: NewItem[] = [];
  for (const notice of notices) {
    const mail =
      notice.kind === 'notification'
        ? { to: notice.to, subject: 'Notification', html: notice.html, attached: false }
        : incidentReport(about, notice);
    made.push(await items.write({ about, reversePath: null, ...mail }));
  }
  return made;
}

type IncidentReport = Extract<RuleNotice, { kind: 'incident report' }>;

function incidentReport({ item }: LoadedCopy, { to, rule, recipients }: IncidentReport) {
  const header = HeaderBlock.parse(item.header);
  const { IncidentReportContent: content = [], SetAuditSeverity: severity = 'Low' } = rule;
  const field = (name: string): string => decodeText(header.first(name) ?? '');
  const values = {
    Sender: field('From'),
    Recipients: recipients.map(formatPath).join(', '),
    Subject: field('Subject'),
    Cc: field('Cc'),
    Bcc: field('Bcc'),
    Severity: severity,
    RuleDetections: rule.Name,
    AttachOriginalMail: '',
  } as const;
  const lines = content.flatMap((name) => (values[name] === '' ? [] : [`${name}: ${values[name]}`]));
  return {
    to: [to],
    subject: `Rule detected: ${rule.Name}`,
    html: asHtml(
      [`Report Id: ${item.networkMessageId}`, `Message Id: ${item.messageId}`, ...lines].join('\n'),
    ),
    attached: content.includes('AttachOriginalMail'),
  };
}
