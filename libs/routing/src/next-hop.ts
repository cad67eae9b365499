/** How mail reaches a next hop; Exchange's names. Only those exist that something here can deliver. */
export type DeliveryType = 'SmtpDeliveryToMailbox';

/** NextHopSolutionKey: recipients with the same next hop share one copy of the message and one queue. */
export interface NextHop {
  readonly deliveryType: DeliveryType;
  /** What DeliveryType makes of it; for SmtpDeliveryToMailbox the name of the database. */
  readonly domain: string;
  /** GUID of the connector or database; zeros when unused. */
  readonly connector: string;
}

export const noConnector = '00000000-0000-0000-0000-000000000000';

/**
 * The name of the next hop's queue: `SmtpDeliveryToMailbox.DB01`. Anything but letters, digits and a few harmless
 * signs is written as `~hh`, so the name can be a Redis key, a path and a URL, and two domains never share a name.
 */
export function nextHopKey(nextHop: Pick<NextHop, 'deliveryType' | 'domain'>): string {
  return `${nextHop.deliveryType}.${escape(nextHop.domain)}`;
}

function escape(domain: string): string {
  return domain.replaceAll(/[^\w.[\],-]/gu, (character) =>
    [...Buffer.from(character, 'utf8')].map((octet) => `~${octet.toString(16).padStart(2, '0')}`).join(''),
  );
}
