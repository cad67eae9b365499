import type { TransportSettings } from '../kinds/transport-settings/transport-settings.js';
import type { Recipient } from './recipient.js';

type Limit = number | 'Unlimited';

interface WithSettings {
  readonly transport: TransportSettings;
}

/**
 * Octets that a sender may send: their own limit, when they are an authenticated sender of the organization and have one, else
 * the organization's. Of this and `receiveSizeLimit` the lower one holds.
 */
export function sendSizeLimit(sender: Recipient | undefined, { transport }: WithSettings): number {
  return limitOf(sender?.MaxSendSize, transport.MaxSendSize);
}

/** Octets that a recipient takes; one outside, as much as the organization does. */
export function receiveSizeLimit(recipient: Recipient | undefined, { transport }: WithSettings): number {
  return limitOf(recipient?.MaxReceiveSize, transport.MaxReceiveSize);
}

/** Recipients of one message as it is sent, a group counting as one. */
export function recipientLimit(sender: Recipient | undefined, { transport }: WithSettings): number {
  const own = sender !== undefined && 'RecipientLimits' in sender ? sender.RecipientLimits : undefined;
  return limitOf(own, transport.MaxRecipientEnvelopeLimit);
}

/** Who has no limit of their own has the organization's. */
function limitOf(own: Limit | undefined, common: Limit): number {
  const limit = own === undefined || own === 'Unlimited' ? common : own;
  return limit === 'Unlimited' ? Number.POSITIVE_INFINITY : limit;
}
