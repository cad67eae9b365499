import type { Copy, KnownMessage, Report } from './use-message.js';

/** What is said of a message at the head of it, whoever knows it. */
export interface Summary {
  readonly subject: string;
  readonly from: string;
  readonly size: number;
  readonly at: number;
  readonly client: string | undefined;
  readonly connector: string | undefined;
  readonly ids: { readonly messageId: string; readonly internalId?: string; readonly networkId?: string };
}

/** Tracking knows more of it than its queue does. */
export function summaryOf({ report, copies: [copy] }: KnownMessage): Summary {
  if (report !== undefined) return ofReport(report, copy);
  return copy === undefined ? nothing : ofCopy(copy);
}

function ofReport({ message, events }: Report, copy: Copy | undefined): Summary {
  const received = events.find(({ EventId }) => EventId === 'RECEIVE');
  const { subject, sender, totalBytes, firstAt, messageId, networkMessageId } = message;
  return {
    subject,
    from: sender,
    size: totalBytes,
    at: firstAt,
    client: received?.OriginalClientIp || received?.ClientIp,
    connector: received?.ConnectorId,
    ids: { messageId, networkId: networkMessageId, ...(copy && { internalId: copy.internalId }) },
  };
}

function ofCopy({
  subject,
  from,
  sizeBytes,
  receivedAt,
  client,
  connector,
  messageId,
  internalId,
}: Copy): Summary {
  return {
    subject,
    from,
    size: sizeBytes,
    at: receivedAt,
    client,
    connector,
    ids: { messageId, internalId },
  };
}

const nothing: Summary = {
  subject: '',
  from: '',
  size: 0,
  at: 0,
  client: undefined,
  connector: undefined,
  ids: { messageId: '' },
};
