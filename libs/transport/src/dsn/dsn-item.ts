import type { ComposedDsn, InternalId } from '@mailyard/message';
import { headerSummary, submissionQueue, type NewItem } from '@mailyard/queue';

import { systemSource } from '../system-mail/system-source.js';
import type { KeptContent } from './dsn-contents.js';

/** A DSN as a message in the Submission queue. */
export function itemOf(
  dsn: ComposedDsn,
  { reference, octets }: KeptContent,
  { id, fqdn, receivedAt }: { readonly id: InternalId; readonly fqdn: string; readonly receivedAt: number },
): NewItem {
  const header = dsn.header.toBuffer();
  return {
    item: {
      id,
      envelope: dsn.envelope,
      source: systemSource(fqdn, receivedAt),
      messageId: dsn.messageId,
      networkMessageId: dsn.networkMessageId,
      receivedAt,
      sizeBytes: header.length + reference.bytes,
      header,
      content: reference,
      ...headerSummary(dsn.header, dsn.envelope),
    },
    copies: [{ number: '0', queue: submissionQueue, recipients: dsn.envelope.recipients, attempts: 0 }],
    ...(octets === undefined ? {} : { content: octets }),
  };
}
