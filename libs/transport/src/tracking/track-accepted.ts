import { originalClient, type MessageSource } from '@mailyard/message';
import { submissionQueue, type MailItem, type RoutedCopy } from '@mailyard/queue';
import { formatPath, replies } from '@mailyard/smtp';

import { trackResolved } from './track-categorization.js';
import { customData, trackedItem } from './tracked-item.js';
import { whileTracking, type TrackingContext } from './while-tracking.js';

/** RECEIVE of a message that came over SMTP or out of a folder, and RESOLVE when it has passed the categorizer with that. */
export function trackAccepted(item: MailItem, copies: readonly RoutedCopy[], context: TrackingContext): void {
  whileTracking(context, () => {
    trackReceived(item, context);
    const after = copies.flatMap(({ copy }) =>
      copy.queue === submissionQueue ? [] : copy.recipients.map(({ path }) => formatPath(path)),
    );
    if (after.length > 0) trackResolved(item, { before: item.envelope.recipients, after }, context);
  });
}

function trackReceived(item: MailItem, { tracking }: TrackingContext): void {
  const { source, envelope } = item;
  const { peer, server, connector } = source;
  tracking.track({
    ...trackedItem(item),
    eventId: 'RECEIVE',
    source: sources[source.kind],
    clientIp: peer.ip,
    clientHostname: peer.helo,
    serverIp: server.ip,
    serverHostname: server.fqdn,
    connectorId: connector.name,
    sourceContext: `${source.sessionId};${new Date(source.receivedAt).toISOString()};${source.messageNumber ?? ''}`,
    messageInfo: authenticationHint(source),
    customData: { ...customData(item), ...proxyOf(source), ...shownBy(source) },
    recipients: envelope.recipients.map(({ path }) => ({ address: formatPath(path), status: accepted })),
  });
}

/** Who exports messages and replays them is an administrator. */
const sources = { SMTP: 'SMTP', DSN: 'DSN', PICKUP: 'PICKUP', REPLAY: 'ADMIN' } as const;

const accepted = replies.recipientOk.toString();

/** The Front End that spoke for the client: of a client that came to the hub itself there is none. */
function proxyOf({ client, peer }: MessageSource): Readonly<Record<string, string>> {
  return client === undefined ? {} : { ProxyHop1: `${peer.helo}(${peer.ip})` };
}

/** What the client has shown: whoever has shown nothing costs nothing. */
function shownBy(source: MessageSource): Readonly<Record<string, string>> {
  const { login, file, traceId } = source;
  const { tls } = originalClient(source);
  return {
    ...(login !== undefined && { Login: login }),
    ...(tls !== undefined && { tlsversion: tls }),
    ...(file !== undefined && { File: file }),
    ...(traceId !== undefined && { TraceId: traceId }),
  };
}

/** Of whom the sender was taken for: `00A:` anonymous, `00I:` of the organization. */
function authenticationHint({ authAs }: MessageSource): string {
  return `00${authAs.charAt(0)}:`;
}
