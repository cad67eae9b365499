import type { ObjectDifference, ReceiveConnector } from '@mailyard/directory';
import { anonymousAccess } from '@mailyard/receive';
import { parseIpRange, rangeContains, rangeSize, type IpRange } from '@mailyard/schema';

/** Networks that no packet from the Internet comes from (RFC 1918, RFC 4193, loopback, link-local, RFC 6598). */
const local = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '::1',
  'fc00::/7',
  'fe80::/10',
].map((text) => parseIpRange(text) as IpRange);

/** Connectors that would relay to everybody for whoever reaches them from outside, and did not before. */
export function openRelays(differences: readonly ObjectDifference[]): readonly string[] {
  return differences.flatMap((difference) => {
    if (difference.kind !== 'ReceiveConnectors' || difference.action === 'remove') return [];
    const connector = difference.object as ReceiveConnector;
    const open = openRanges(connector);
    const before = difference.action === 'change' ? openRanges(difference.before as ReceiveConnector) : [];
    if (open.every((range) => isWithin(range, before))) return [];
    return [
      `Anybody in ${open.join(', ')} could send mail to anybody through this server: an open relay. ` +
        'Such servers are on block lists within hours.',
    ];
  });
}

/** Of the own networks so many may be named as one; more are probably not all meant. */
const devicesMax = 256n;

/** Connectors by which many of the own network may send to everybody. */
export function wideRelays(connectors: readonly ReceiveConnector[]): readonly string[] {
  return connectors.flatMap((connector) => {
    const ranges = relayRanges(connector).filter((text) => !isOfStrangers(text));
    const sizes = ranges.map((text) => rangeSize(parseIpRange(text) as IpRange));
    const addresses = sizes.reduce((sum, size) => sum + size, 0n);
    return addresses > devicesMax ? [`${addresses} addresses may relay. List the devices instead.`] : [];
  });
}

/** The ranges of strangers among them. */
function openRanges(connector: ReceiveConnector): readonly string[] {
  return relayRanges(connector).filter(isOfStrangers);
}

/** The ranges from which any recipient is taken without a login. */
function relayRanges(connector: ReceiveConnector): readonly string[] {
  if (!connector.Enabled) return [];
  const { rights } = anonymousAccess(connector);
  const relays = (['ms-Exch-SMTP-Submit', 'ms-Exch-SMTP-Accept-Any-Recipient'] as const).every((right) =>
    rights.includes(right),
  );
  return relays ? connector.RemoteIPRanges : [];
}

export function isWithin(text: string, others: readonly string[]): boolean {
  const range = parseIpRange(text) as IpRange;
  return others.some((other) => rangeContains(parseIpRange(other) as IpRange, range));
}

/** Whether it has addresses from which anybody may come. */
export function isOfStrangers(text: string): boolean {
  const range = parseIpRange(text);
  // A single address is one host that somebody knows.
  if (range === undefined || range.first === range.last) return false;
  return !local.some((network) => rangeContains(network, range));
}
