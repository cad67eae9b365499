import { isIP } from 'node:net';

import type { DeliveryResult, RemoteHost } from '@mailyard/delivery';
import type { LoadedCopy } from '@mailyard/queue';
import { alternateOf, type NextHop } from '@mailyard/routing';
import { formatPath } from '@mailyard/smtp';
import { intraOrganizationConnector } from '@mailyard/telemetry';
import type { TrackedEnds } from '@mailyard/tracking';

import type { Reported } from '../dsn/dsn-author.js';
import type { DeliverySettlement } from '../lane/delivery-settlement.js';
import {
  internalIds,
  trackDsns,
  trackedRecipient,
  trackFailure,
  type FailureSource,
} from './reported-events.js';
import { customData, trackedItem } from './tracked-item.js';
import { whileTracking, type TrackingContext } from './while-tracking.js';

export interface TrackedDelivery {
  readonly settlement: DeliverySettlement;
  readonly nextHop: NextHop;
}

/** What an attempt has led to: SEND, DEFER, REDIRECT and FAIL, each for the recipients whom it is about. */
export function trackDelivery(
  message: LoadedCopy,
  delivery: TrackedDelivery,
  context: TrackingContext,
): void {
  whileTracking(context, () => tellDelivery(message, delivery, context));
}

function tellDelivery(message: LoadedCopy, delivery: TrackedDelivery, context: TrackingContext): void {
  const { results, newItems } = delivery.settlement;
  const failed = reported(message, results, 'failed');
  trackSent(message, delivery, context);
  trackDelayed(message, delivery, context);
  trackRedirected(message, delivery, context);
  let dsns = newItems;
  if (failed.length === 0) return;
  for (const [source, recipients] of Map.groupBy(failed, failureSource)) {
    trackFailure({ item: message.item, source, recipients, newItems: dsns }, context);
    dsns = [];
  }
}

function trackSent(message: LoadedCopy, delivery: TrackedDelivery, context: TrackingContext): void {
  const { item } = message;
  const { results, newItems } = delivery.settlement;
  const recipients = reported(message, results, 'delivered').map(trackedRecipient);
  const [first] = recipients;
  if (first === undefined) return;
  // Those about recipients who failed are told of with FAIL.
  const own = results.some(({ action }) => action === 'failed') ? [] : newItems;
  context.tracking.track({
    ...trackedItem(item),
    eventId: 'SEND',
    source: 'SMTP',
    ...endsOf(delivery, context),
    recipients,
    sourceContext: first.status ?? '',
    messageInfo: new Date(item.receivedAt).toISOString(),
    customData: customData(item),
    ...(own.length === 0 ? {} : { reference: internalIds(own) }),
  });
  trackDsns({ item, recipients, newItems: own }, context);
}

function trackDelayed(message: LoadedCopy, delivery: TrackedDelivery, context: TrackingContext): void {
  const { results } = delivery.settlement;
  const recipients = reported(message, results, 'delayed').map(trackedRecipient);
  const isOurs = results.some((result) => result.action === 'delayed' && result.waitCause !== undefined);
  const [first] = recipients;
  if (first === undefined) return;
  context.tracking.track({
    eventId: 'DEFER',
    source: isOurs ? 'QUEUE' : 'SMTP',
    ...trackedItem(message.item),
    ...endsOf(delivery, context),
    recipients,
    sourceContext: first.status ?? '',
  });
}

function trackRedirected(
  { copy, item }: LoadedCopy,
  delivery: TrackedDelivery,
  context: TrackingContext,
): void {
  const { results } = delivery.settlement;
  for (const [index, recipient] of copy.recipients.entries()) {
    const result = results[index];
    const alternate = result?.action === 'redirected' ? alternateOf(recipient) : undefined;
    if (result === undefined || alternate === undefined) continue;
    context.tracking.track({
      eventId: 'REDIRECT',
      source: 'ORAR',
      ...trackedItem(item),
      ...endsOf(delivery, context),
      recipients: [{ address: formatPath(alternate.path) }],
      relatedRecipientAddress: formatPath(recipient.path),
      sourceContext: result.reply.toString(),
    });
  }
}

/** The next hop was not reached: the message that was tried waits, and its queue with it. */
export function trackUnreached(
  { item, copy }: LoadedCopy,
  { nextHop, lastError }: { readonly nextHop: NextHop; readonly lastError: string },
  context: TrackingContext,
): void {
  whileTracking(context, () => {
    context.tracking.track({
      eventId: 'DEFER',
      source: 'SMTP',
      ...trackedItem(item),
      ...endsTo(nextHop, undefined, context),
      recipients: copy.recipients.map(({ path }) => ({ address: formatPath(path), status: lastError })),
      sourceContext: lastError,
    });
  });
}

function endsOf({ settlement: { remote }, nextHop }: TrackedDelivery, context: TrackingContext): TrackedEnds {
  return endsTo(nextHop, remote, context);
}

function endsTo(
  { connector }: NextHop,
  remote: RemoteHost | undefined,
  { organization, place }: TrackingContext,
): TrackedEnds {
  const server = organization().server(place.server);
  return {
    clientHostname: server?.Fqdn ?? place.server,
    connectorId: organization().sendConnector(connector)?.Name ?? intraOrganizationConnector,
    ...(remote === undefined ? {} : { serverHostname: remote.host, ...addressesOf(remote) }),
  };
}

/** Between our own services a host is known by its address. */
function addressesOf({ host, ip = host, localIp }: RemoteHost): Pick<TrackedEnds, 'serverIp' | 'clientIp'> {
  return {
    ...(localIp === undefined ? {} : { clientIp: localIp }),
    ...(isIP(ip) === 0 ? {} : { serverIp: ip }),
  };
}

function failureSource({ reply, waited }: Reported): FailureSource {
  if (waited !== undefined) return 'QUEUE';
  return reply.text.startsWith('SMTPSEND.DNS') ? 'DNS' : 'SMTP';
}

function reported(
  { copy }: LoadedCopy,
  results: readonly DeliveryResult[],
  action: DeliveryResult['action'],
): readonly Reported[] {
  return copy.recipients.flatMap((recipient, index): Reported[] => {
    const result = results[index];
    if (result?.action !== action) return [];
    const waited = result.action === 'failed' ? result.waited : undefined;
    return [{ recipient, reply: result.reply, ...(waited === undefined ? {} : { waited }) }];
  });
}
