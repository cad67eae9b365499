import { headerField } from '../header/header-field.js';
import { encodeText } from '../mime/encoded-word.js';
import { formatDateTime } from '../trace/date-time.js';
import {
  clientName,
  finalRecipient,
  mtaName,
  originalRecipient,
  type AddressForms,
} from './address-forms.js';
import type { DsnRecipient, DsnRequest } from './dsn.js';
import { statusOf } from './words/failure-cause.js';

/** What a line can take beside the field's name (RFC 5322 §2.1.1). */
const maxWordLength = 900;

/**
 * The body of message/delivery-status (RFC 3464 §2): fields of the message, then a group for each recipient. It is 7bit
 * unless the DSN is international (RFC 6533 §3), whatever others wrote into replies and ENVID.
 */
export function deliveryStatus(request: DsnRequest, forms: AddressForms): Buffer {
  const groups = [
    messageFields(request),
    ...request.recipients.map((recipient) => recipientFields(recipient, request, forms)),
  ];
  return Buffer.concat(
    groups.flatMap((group, index) => [
      ...(index === 0 ? [] : [Buffer.from('\r\n')]),
      ...Object.entries(group).flatMap(([name, value]) =>
        value === undefined ? [] : [headerField(name, fitting(value, forms)).raw],
      ),
    ]),
  );
}

function fitting(value: string, { smtpUtf8 }: AddressForms): string {
  const text = smtpUtf8 ? value : value.replaceAll(/[^\0-\u007F]/gu, '?');
  if (text.length <= maxWordLength) return text;
  return text.replaceAll(new RegExp(`\\S{${maxWordLength}}(?=\\S)`, 'gu'), '$& ');
}

type Fields = Readonly<Record<string, string | undefined>>;

/** RFC 3464 §2.2. */
function messageFields({ original, reporter }: DsnRequest): Fields {
  const { envelope, receivedFrom, arrivedAt } = original;
  return {
    'Original-Envelope-Id': envelope.envid,
    'Reporting-MTA': mtaName(reporter.authority ?? reporter.fqdn),
    'Received-From-MTA': receivedFrom && clientName(receivedFrom),
    'Arrival-Date': formatDateTime(arrivedAt),
  };
}

/** RFC 3464 §2.3. */
function recipientFields(recipient: DsnRecipient, request: DsnRequest, forms: AddressForms): Fields {
  const { orcpt, reply, remote, displayName } = recipient;
  const { kind, retryUntil, now } = request;
  const isTrouble = kind === 'failed' || kind === 'delayed';
  return {
    'Original-Recipient': orcpt && originalRecipient(orcpt, forms),
    'Final-Recipient': finalRecipient(recipient.path, forms),
    Action: kind,
    Status: statusOf(reply),
    'Remote-MTA': remote && mtaName(remote.host),
    'Diagnostic-Code': `smtp;${reply.toString()}`,
    // §2.3.7: of the attempt that ended in what is reported here.
    'Last-Attempt-Date': remote && formatDateTime(now),
    'Will-Retry-Until': kind === 'delayed' && retryUntil ? formatDateTime(retryUntil) : undefined,
    'X-Supplementary-Info': isTrouble ? supplementaryInfo(recipient) : undefined,
    'X-Display-Name': displayName && encodeText(displayName),
  };
}

/** As Exchange sums up a failure for its own tools. */
function supplementaryInfo({ reply, remote }: DsnRecipient): string {
  return `<${remote?.host ?? ''} #${statusOf(reply)} smtp;${reply.toString()}>`;
}
