import type { Organization } from '@mailyard/directory';
import { explainConnector } from '@mailyard/receive';
import { isSameName, parseIpRange, span } from '@mailyard/schema';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { operation } from '../operation.js';
import { eventView, type TrackingEventView } from './event-view.js';
import { answered, awaited, awaitedEvents, trackingInput, trackingQuery } from './tracking-input.js';

const relayClient = z
  .object({
    client: z.string().describe('Its address, or the login that it signs in with.'),
    login: z.string().optional(),
    addresses: z.array(z.string()).readonly().describe('At most ten.'),
    firstSeen: z.string().describe('ISO 8601.'),
    lastSeen: z.string(),
    messageCount: z.int().describe('Those with a recipient outside the accepted domains.'),
    messagesPerDay: z.number().describe('Since it was first seen, or since the time that was asked about.'),
    bytes: z.number().describe('Of all its messages.'),
    tlsVersions: z
      .array(z.string())
      .readonly()
      .describe('Of TLS that it came in, such as TLS1_2; at most ten.'),
    tls: z.enum(['All', 'Some', 'None']).describe('Of its messages, those that came inside TLS.'),
    owner: z.string().optional().describe('Who answers for it (Set-RelayClient).'),
    senders: z.array(z.string()).readonly().describe('At most ten.'),
    senderDomains: z.array(z.string()).readonly().describe('Of all senders, at most ten.'),
    domains: z.array(z.string()).readonly().describe('Where to, at most ten.'),
    connector: z.string().optional().describe('Which one serves it on port 25 now.'),
  })
  .readonly();

export type RelayClient = z.output<typeof relayClient>;

const { start, end, clientAddress } = trackingInput.shape;
const rowsAtOnce = 10_000;
/** As many events as a search counts. */
const rowsMax = 100_000;
const namedMax = 10;

export const getRelayClient = operation({
  name: 'Get-RelayClient',
  summary:
    'Tells which hosts have sent mail to other organizations through this one, from the tracking events.',
  input: z.object({ start, end, clientAddress }),
  output: z
    .object({
      clients: z.array(relayClient).readonly().describe('Whoever has sent the most comes first.'),
      isComplete: z.boolean().describe('False: there are more events than were looked at.'),
      ...awaited,
    })
    .readonly(),
  right: 'Message Tracking',
  audit: false,
  async run(asked, context) {
    const waiting = await awaitedEvents(context, asked.end);
    const { rows, isComplete } = await received(asked, context);
    const { organization } = context.directory;
    const clients = new Map<string, CountedClient>();
    const counted = new Set<string>();
    for (const row of rows) {
      const domains = domainsOutside(row, organization);
      // A message that goes from one of our servers to another is received by both, and counts once.
      if (domains.length === 0 || counted.has(row.NetworkMessageId)) continue;
      counted.add(row.NetworkMessageId);
      // The client of a hub is Front End, or another server: whom they speak for is the original one.
      const address = row.OriginalClientIp === '' ? row.ClientIp : row.OriginalClientIp;
      const login = customValue(row, 'Login');
      const client = login ?? address;
      clients.set(client, withMessage(clients.get(client), { client, login, address, row, domains }));
    }
    const all = [...clients.values()].toSorted((one, other) => other.messageCount - one.messageCount);
    const connectorOf = servingConnector(organization, context.server.name);
    const owners = await context.relayClientOwners.all();
    const told = all.map(({ withTls, ...each }) => ({
      ...each,
      messagesPerDay: perDay(each, asked),
      tls: tlsOf(withTls, each.messageCount),
      owner: owners[each.client.toLowerCase()],
      connector: connectorOf(each.addresses[0] ?? ''),
    }));
    return { clients: told, isComplete, ...waiting };
  },
});

/** What was received by SMTP, the oldest first. */
async function received(
  asked: Pick<z.output<typeof trackingInput>, 'start' | 'end' | 'clientAddress'>,
  { tracking }: Pick<OperationContext, 'tracking'>,
): Promise<{ readonly rows: readonly TrackingEventView[]; readonly isComplete: boolean }> {
  const rows: TrackingEventView[] = [];
  for (;;) {
    const query = { ...asked, source: ['SMTP'], eventId: ['RECEIVE'], order: 'oldest first' };
    const input = trackingInput.parse({ ...query, resultSize: rowsAtOnce, offset: rows.length });
    const found = await answered(tracking.events(trackingQuery(input)));
    rows.push(...found.rows.map(eventView));
    if (found.rows.length < rowsAtOnce) return { rows, isComplete: true };
    if (rows.length >= rowsMax) return { rows, isComplete: false };
  }
}

function domainsOutside({ Recipients }: TrackingEventView, organization: Organization): readonly string[] {
  const domains = Recipients.map(domainOf);
  return domains.filter((domain) => organization.acceptedDomain(domain) === undefined);
}

/** `<>` of the null reverse-path. */
function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function servingConnector({ objects }: Organization, server: string): (from: string) => string | undefined {
  const connectors = objects.ReceiveConnectors.filter(({ Server }) => isSameName(Server, server));
  return (from) => {
    if (parseIpRange(from) === undefined) return undefined;
    const { winner } = explainConnector(connectors, { port: 25, from });
    return winner && `${winner.connector.Server}\\${winner.connector.Name}`;
  };
}

type CountedClient = Omit<RelayClient, 'messagesPerDay' | 'tls' | 'owner' | 'connector'> & {
  readonly withTls: number;
};

interface RelayedMessage {
  readonly client: string;
  readonly login: string | undefined;
  readonly address: string;
  readonly row: TrackingEventView;
  readonly domains: readonly string[];
}

function withMessage(
  known: CountedClient | undefined,
  { client, login, address, row, domains }: RelayedMessage,
): CountedClient {
  const before = known ?? { ...nothing, firstSeen: row.Timestamp };
  // TLS1_3:TLS_AES_256_GCM_SHA384, say.
  const tls = customValue(row, 'tlsversion')?.split(':')[0];
  return {
    client,
    ...(login !== undefined && { login }),
    addresses: named(before.addresses, [address]),
    firstSeen: before.firstSeen,
    lastSeen: row.Timestamp,
    messageCount: before.messageCount + 1,
    withTls: before.withTls + (tls === undefined ? 0 : 1),
    tlsVersions: named(before.tlsVersions, tls === undefined ? [] : [tls]),
    bytes: before.bytes + Number(row.TotalBytes || 0),
    senders: named(before.senders, [row.Sender]),
    senderDomains: named(before.senderDomains, [domainOf(row.Sender)]),
    domains: named(before.domains, domains),
  };
}

const nothing = {
  addresses: [],
  messageCount: 0,
  withTls: 0,
  bytes: 0,
  tlsVersions: [],
  senders: [],
  senderDomains: [],
  domains: [],
} as const;

/** `S:Login=printer@contoso.com;S:DeliveryPriority=Normal` */
function customValue({ CustomData }: TrackingEventView, name: string): string | undefined {
  const pair = CustomData.split(';').find((each) => each.startsWith(`S:${name}=`));
  return pair?.slice(`S:${name}=`.length);
}

function tlsOf(withTls: number, all: number): RelayClient['tls'] {
  if (withTls === 0) return 'None';
  return withTls === all ? 'All' : 'Some';
}

/** Whoever came today is no client of a thousandth of a day. */
function perDay(
  { firstSeen, messageCount }: Pick<RelayClient, 'firstSeen' | 'messageCount'>,
  { start = 0, end = Date.now() }: { readonly start?: number | undefined; readonly end?: number | undefined },
): number {
  const days = (end - Math.max(start, Date.parse(firstSeen))) / span.day;
  return Math.round((messageCount / Math.max(1, days)) * 10) / 10;
}

function named(known: readonly string[], more: readonly string[]): readonly string[] {
  return known.length >= namedMax ? known : [...new Set([...known, ...more])].slice(0, namedMax);
}
