import type { MaildirMessage } from './maildir.js';

/** One recipient's block of a message/delivery-status part (RFC 3464 §2.3). */
export interface RecipientReport {
  readonly recipient: string;
  readonly action: string;
  readonly status: string;
  readonly diagnostic: string;
}

/** What a DSN says, read as a mail program would. */
export interface DeliveryReport {
  readonly parts: readonly string[];
  readonly recipients: readonly RecipientReport[];
  /** The part that returns the message or its header. */
  readonly returned: string;
}

/** Undefined when the message is no multipart/report with a delivery status (RFC 6522, RFC 3464). */
export function deliveryReport(stored: MaildirMessage): DeliveryReport | undefined {
  const [type = ''] = stored.fields('Content-Type');
  if (!/^multipart\/report\b/i.test(type) || !/report-type="?delivery-status/i.test(type)) return undefined;
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1];
  if (boundary === undefined) return undefined;
  const parts = stored.body
    .toString('utf8')
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => part.replace(/^\r\n/, ''));
  const [, status = '', returned = ''] = parts;
  const [, ...groups] = status.slice(status.indexOf('\r\n\r\n') + 4).split(/\r\n\r\n/);
  return { parts: parts.map(contentType), recipients: groups.flatMap(recipientReport), returned };
}

function recipientReport(group: string): readonly RecipientReport[] {
  const field = (name: string): string =>
    new RegExp(`^${name}:\\s*(.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(group)?.[1]?.replaceAll(/\r\n\s*/g, ' ') ??
    '';
  const recipient = field('Final-Recipient').replace(/^[^;]*;\s*/, '');
  if (recipient === '') return [];
  return [
    {
      recipient,
      action: field('Action'),
      status: field('Status'),
      diagnostic: field('Diagnostic-Code').replace(/^[^;]*;\s*/, ''),
    },
  ];
}

function contentType(part: string): string {
  return /^content-type:\s*([^;\s]+)/im.exec(part)?.[1]?.toLowerCase() ?? '';
}
