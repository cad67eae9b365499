import type { TransportSettings } from '../kinds/transport-settings/transport-settings.js';
import type { Recipient } from './recipient.js';

type Limit = number | 'Unlimited';

interface WithSettings {
  readonly transport: TransportSettings;
  /** Of an Edge, where connectors alone limit what passes. */
  readonly edge?: object | undefined;
}

/**
 * Octets that a sender may send: their own limit, when they are an authenticated sender of the organization and have one, else
 * the organization's. Of this and `receiveSizeLimit` the lower one holds.
 */
export function sendSizeLimit(sender: Recipient | undefined, { transport, edge }: WithSettings): number {
  return edge === undefined ? limitOf(sender?.MaxSendSize, transport.MaxSendSize) : Infinity;
}

/** Octets that a recipient takes; one outside, as much as the organization does. */
export function receiveSizeLimit(
  recipient: Recipient | undefined,
  { transport, edge }: WithSettings,
): number {
  return edge === undefined ? limitOf(recipient?.MaxReceiveSize, transport.MaxReceiveSize) : Infinity;
}

/** Recipients of one message as it is sent, a group counting as one. */
export function recipientLimit(sender: Recipient | undefined, { transport, edge }: WithSettings): number {
  if (edge !== undefined) return Infinity;
  const own = sender !== undefined && 'RecipientLimits' in sender ? sender.RecipientLimits : undefined;
  return limitOf(own, transport.MaxRecipientEnvelopeLimit);
}

/** Who has no limit of their own has the organization's. */
function limitOf(own: Limit | undefined, common: Limit): number {
  const limit = own === undefined || own === 'Unlimited' ? common : own;
  return limit === 'Unlimited' ? Number.POSITIVE_INFINITY : limit;
}
