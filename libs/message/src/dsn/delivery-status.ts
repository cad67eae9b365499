import { isIP } from 'node:net';

import { formatPath } from '@mailyard/smtp';

import { asciiDomain } from '../header/ascii-domain.js';
import { headerField } from '../header/header-field.js';
import { encodeText } from '../mime/encoded-word.js';
import { formatDateTime } from '../trace/date-time.js';
import type { DsnRecipient, DsnRequest } from './dsn.js';
import { statusOf } from './explanations.js';

/** What a line can take beside the field's name (RFC 5322 §2.1.1). */
const maxWordLength = 900;

/**
 * The body of message/delivery-status (RFC 3464 §2): fields of the message, then a group for each recipient. It is 7bit
 * unless the DSN is international (RFC 6533 §3), whatever others wrote into replies and ENVID.
 */
export function deliveryStatus(request: DsnRequest, { smtpUtf8 }: { readonly smtpUtf8: boolean }): Buffer {
  const groups = [
    messageFields(request),
    ...request.recipients.map((recipient) => recipientFields(recipient, request)),
  ];
  return Buffer.concat(
    groups.flatMap((group, index) => [
      ...(index === 0 ? [] : [Buffer.from('\r\n')]),
      ...Object.entries(group).flatMap(([name, value]) =>
        value === undefined ? [] : [headerField(name, fitting(value, smtpUtf8)).raw],
      ),
    ]),
  );
}

function fitting(value: string, smtpUtf8: boolean): string {
  const text = smtpUtf8 ? value : value.replaceAll(/[^\0-\u007F]/gu, '?');
  return text.replaceAll(new RegExp(`\\S{${maxWordLength}}(?=\\S)`, 'gu'), '$& ');
}

type Fields = Readonly<Record<string, string | undefined>>;

/** RFC 3464 §2.2. */
function messageFields({ original, reporter }: DsnRequest): Fields {
  return {
    'Original-Envelope-Id': original.envelope.envid,
    'Reporting-MTA': mtaName(reporter.fqdn),
    'Arrival-Date': formatDateTime(original.arrivedAt),
  };
}

/** RFC 3464 §2.3. */
function recipientFields(recipient: DsnRecipient, request: DsnRequest): Fields {
  const { reply, remote } = recipient;
  const address = formatPath(recipient.path);
  const { kind, retryUntil } = request;
  return {
    'Original-Recipient': recipient.orcpt,
    'Final-Recipient': `${isAscii(address) ? 'rfc822' : 'utf-8'};${address}`,
    Action: kind,
    Status: statusOf(reply),
    'Remote-MTA': remote && mtaName(remote.host),
    'Diagnostic-Code': `smtp;${reply.toString()}`,
    'Will-Retry-Until': kind === 'delayed' && retryUntil ? formatDateTime(retryUntil) : undefined,
    'X-Display-Name': recipient.displayName && encodeText(recipient.displayName),
  };
}

/** An address with other characters needs the formats of RFC 6533. */
export function isAscii(address: string): boolean {
  return /^[ -~]*$/.test(address);
}

/** An MTA by its name, or by a literal of its address (RFC 3464 §2.1.2, RFC 5321 §4.1.3). */
function mtaName(host: string): string {
  const [address = ''] = host.split('%');
  const family = isIP(address);
  if (family === 0) return `dns;${asciiDomain(host)}`;
  return `dns;${family === 4 ? `[${address}]` : `[IPv6:${address}]`}`;
}
