import type { ObjectPlan, ReceiveConnector } from '@mailyard/directory';
import { anonymousAccess } from '@mailyard/receive';
import { parseIpRange, rangeContains, type IpRange } from '@mailyard/schema';

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
export function openRelays({ differences }: Pick<ObjectPlan, 'differences'>): readonly string[] {
  return differences.flatMap((difference) => {
    if (difference.kind !== 'ReceiveConnectors' || difference.action === 'remove') return [];
    const connector = difference.object as ReceiveConnector;
    const open = openRanges(connector);
    const before = difference.action === 'change' ? openRanges(difference.before as ReceiveConnector) : [];
    if (open.every((range) => before.includes(range))) return [];
    return [
      `anybody in ${open.join(', ')} could send mail to anybody through ${connector.Server}\\${connector.Name}: ` +
        'an open relay; such servers are on block lists within hours',
    ];
  });
}

/** The ranges of strangers from which any recipient is taken without a login. */
function openRanges(connector: ReceiveConnector): readonly string[] {
  if (!connector.Enabled) return [];
  const { rights } = anonymousAccess(connector);
  const relays = (['ms-Exch-SMTP-Submit', 'ms-Exch-SMTP-Accept-Any-Recipient'] as const).every((right) =>
    rights.includes(right),
  );
  return relays ? connector.RemoteIPRanges.filter(isOfStrangers) : [];
}

function isOfStrangers(text: string): boolean {
  const range = parseIpRange(text);
  // A single address is one host that somebody knows.
  if (range === undefined || range.first === range.last) return false;
  return !local.some((network) => rangeContains(network, range));
}
