import { categoryOf, type DeliveryType, type NextHopCategory } from './delivery-type.js';

/**
 * Exchange's NextHopSolutionKey: recipients with the same next hop share one copy of the message and one queue. It is
 * stored with that queue, and never changes while the queue exists.
 */
export interface NextHop {
  readonly deliveryType: DeliveryType;
  /** What DeliveryType makes of it: the name of a mailbox database, a recipient's domain, a list of smart hosts … */
  readonly domain: string;
  /** GUID of the connector or database; `noConnector` when there is none. */
  readonly connector: string;
  /** Follows from the delivery type. */
  readonly category: NextHopCategory;
}

export const noConnector = '00000000-0000-0000-0000-000000000000';

/** Without a connector, or with a blank one, the next hop has none. */
export function nextHopTo(deliveryType: DeliveryType, domain: string, connector = ''): NextHop {
  return {
    deliveryType,
    domain,
    connector: connector === '' ? noConnector : connector,
    category: categoryOf(deliveryType),
  };
}

/**
 * The name of the next hop's queue, made of all that tells it from others: `SmtpDeliveryToMailbox.DB01`, or
 * `DnsConnectorDelivery.example.com@GUID` where a connector leads there. Anything but letters, digits and a few harmless
 * signs is written as `~hh`, so the name can be a Redis key, a path and a URL, and two next hops never share a name.
 * Nobody takes it apart: what a queue stands for is stored with it.
 */
export function queueNameOf({ deliveryType, domain, connector }: NextHop): string {
  const name = `${deliveryType}.${escape(domain)}`;
  return connector === noConnector ? name : `${name}@${escape(connector)}`;
}

const earlierName = /^SmtpDeliveryToMailbox\.(?<domain>[^@]+)$/;

/**
 * The one exception: a queue that an earlier version has filled without storing its next hop. Those were all for mailbox
 * databases. Undefined: nobody can say what the queue is for.
 */
export function nextHopOfEarlierName(queue: string): NextHop | undefined {
  const escaped = earlierName.exec(queue)?.groups?.['domain'];
  if (escaped === undefined) return undefined;
  const domain = unescape(escaped);
  return domain === undefined ? undefined : nextHopTo('SmtpDeliveryToMailbox', domain);
}

function escape(text: string): string {
  return text.replaceAll(/[^\w.[\],-]/gu, (character) =>
    [...Buffer.from(character, 'utf8')].map((octet) => `~${octet.toString(16).padStart(2, '0')}`).join(''),
  );
}

function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('~', '%'));
  } catch {
    // Not a name that `escape` has made.
    return undefined;
  }
}
