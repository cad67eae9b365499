import type { MessageSource } from '@mailyard/message';
import type { MailItem } from '@mailyard/queue';
import { formatPath, replies } from '@mailyard/smtp';
import type { TrackingEvent } from '@mailyard/tracking';

import { trackedItem } from './tracked-item.js';

/** RECEIVE of a message that came over SMTP. */
export function acceptedEvent(item: MailItem): TrackingEvent {
  const { source, envelope } = item;
  const { peer, server, connector } = source;
  return {
    eventId: 'RECEIVE',
    source: 'SMTP',
    ...trackedItem(item),
    clientIp: peer.ip,
    clientHostname: peer.helo,
    serverIp: server.ip,
    serverHostname: server.fqdn,
    connectorId: connector.name,
    sourceContext: `${source.sessionId};${new Date(source.receivedAt).toISOString()};${source.messageNumber ?? ''}`,
    messageInfo: authenticationHint(source),
    recipients: envelope.recipients.map(({ path }) => ({ address: formatPath(path), status: accepted })),
  };
}

const accepted = replies.recipientOk.toString();

/** Of whom the sender was taken for: `00A:` anonymous, `00I:` of the organization. */
export function authenticationHint({ kind, authAs }: Pick<MessageSource, 'kind' | 'authAs'>): string {
  return `${kind === 'DSN' ? '05' : '00'}${authAs.charAt(0)}:`;
}
