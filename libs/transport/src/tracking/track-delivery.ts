import { isIP } from 'node:net';

import type { DeliveryResult, RemoteHost } from '@mailyard/delivery';
import type { LoadedCopy, MailItem, NewItem } from '@mailyard/queue';
import { alternateOf, routedConnector, type NextHop } from '@mailyard/routing';
import { formatPath } from '@mailyard/smtp';
import { intraOrganizationConnector } from '@mailyard/telemetry';
import type { TrackedEnds } from '@mailyard/tracking';

import type { Reported } from '../dsn/dsn-author.js';
import type { DeliverySettlement } from '../lane/settlement/delivery-settlement.js';
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
  const { delivered, delayed, redirected, failed = [] } = byOutcome(message, results);
  // Those about recipients who failed are told of with FAIL.
  let dsns = newItems;
  if (delivered !== undefined) {
    const sent = { ...delivery, reported: delivered, newItems: failed.length > 0 ? [] : newItems };
    trackSent(message.item, sent, context);
  }
  if (delayed !== undefined) trackDelayed(message.item, { ...delivery, reported: delayed }, context);
  if (redirected !== undefined) trackRedirected(message.item, { ...delivery, reported: redirected }, context);
  for (const [source, recipients] of Map.groupBy(failed, (each) => failureSource(each, delivery.nextHop))) {
    trackFailure({ item: message.item, source, recipients, newItems: dsns }, context);
    dsns = [];
  }
}

/** Those of one outcome. */
interface Outcome extends TrackedDelivery {
  readonly reported: readonly Reported[];
}

interface Sent extends Outcome {
  /** DSNs about them. */
  readonly newItems: readonly NewItem[];
}

function trackSent(item: MailItem, sent: Sent, context: TrackingContext): void {
  const { newItems } = sent;
  const recipients = sent.reported.map(trackedRecipient);
  context.tracking.track({
    ...trackedItem(item),
    eventId: 'SEND',
    source: sourceOf(sent.nextHop),
    ...endsOf(sent, context),
    recipients,
    sourceContext: recipients[0]?.status ?? '',
    messageInfo: new Date(item.receivedAt).toISOString(),
    customData: customData(item),
    ...(newItems.length === 0 ? {} : { reference: internalIds(newItems) }),
  });
  trackDsns({ item, recipients, newItems }, context);
}

function trackDelayed(item: MailItem, outcome: Outcome, context: TrackingContext): void {
  const { results } = outcome.settlement;
  const recipients = outcome.reported.map(trackedRecipient);
  const isOurs = results.some((result) => result.action === 'delayed' && result.waitCause !== undefined);
  context.tracking.track({
    eventId: 'DEFER',
    source: isOurs ? 'QUEUE' : sourceOf(outcome.nextHop),
    ...trackedItem(item),
    ...endsOf(outcome, context),
    recipients,
    sourceContext: recipients[0]?.status ?? '',
  });
}

function trackRedirected(item: MailItem, outcome: Outcome, context: TrackingContext): void {
  for (const { recipient, reply } of outcome.reported) {
    const alternate = alternateOf(recipient);
    if (alternate === undefined) continue;
    context.tracking.track({
      eventId: 'REDIRECT',
      source: 'ORAR',
      ...trackedItem(item),
      ...endsOf(outcome, context),
      recipients: [{ address: formatPath(alternate.path) }],
      relatedRecipientAddress: formatPath(recipient.path),
      sourceContext: reply.toString(),
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
      source: sourceOf(nextHop),
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
    connectorId: routedConnector(connector, organization())?.Name ?? intraOrganizationConnector,
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

function failureSource({ reply, waited }: Reported, nextHop: NextHop): FailureSource {
  if (waited !== undefined) return 'QUEUE';
  return reply.text.startsWith('SMTPSEND.DNS') ? 'DNS' : sourceOf(nextHop);
}

/** Who speaks with a next hop. */
function sourceOf({ deliveryType }: NextHop): 'SMTP' | 'AGENT' | 'GATEWAY' {
  if (deliveryType === 'NonSmtpGatewayDelivery') return 'GATEWAY';
  return deliveryType === 'DeliveryAgent' ? 'AGENT' : 'SMTP';
}

/** The recipients of a copy by what became of them; absent: of nobody. */
function byOutcome(
  { copy }: LoadedCopy,
  results: readonly DeliveryResult[],
): Readonly<Partial<Record<DeliveryResult['action'], readonly Reported[]>>> {
  const outcomes: Partial<Record<DeliveryResult['action'], Reported[]>> = {};
  for (const [index, recipient] of copy.recipients.entries()) {
    const result = results[index];
    if (result === undefined) continue;
    const { action, reply } = result;
    const waited = action === 'failed' ? result.waited : undefined;
    const reported = { recipient, reply, ...(waited === undefined ? {} : { waited }) };
    (outcomes[action] ??= []).push(reported);
  }
  return outcomes;
}
