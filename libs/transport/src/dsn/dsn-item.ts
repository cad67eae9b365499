import { noHeaderRights, type ComposedDsn, type InternalId, type MessageSource } from '@mailyard/message';
import { headerSummary, submissionQueue, type NewItem } from '@mailyard/queue';

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
      source: sourceOf(fqdn, receivedAt),
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

function sourceOf(fqdn: string, receivedAt: number): MessageSource {
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
