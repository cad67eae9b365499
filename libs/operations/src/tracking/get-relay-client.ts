import type { Organization } from '@mailyard/directory';
import { explainConnector } from '@mailyard/receive';
import { isSameName, parseIpRange } from '@mailyard/schema';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { operation } from '../operation.js';
import { eventView, type TrackingEventView } from './event-view.js';
import { answered, awaited, awaitedEvents, trackingInput, trackingQuery } from './tracking-input.js';

const relayClient = z
  .object({
    client: z.string().describe('Its address.'),
    firstSeen: z.string().describe('ISO 8601.'),
    lastSeen: z.string(),
    messageCount: z.int().describe('Those with a recipient outside the accepted domains.'),
    senders: z.array(z.string()).readonly().describe('At most ten.'),
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
    const clients = new Map<string, RelayClient>();
    const counted = new Set<string>();
    for (const row of rows) {
      const domains = domainsOutside(row, organization);
      // A message that goes from one of our servers to another is received by both, and counts once.
      if (domains.length === 0 || counted.has(row.NetworkMessageId)) continue;
      counted.add(row.NetworkMessageId);
      // The client of a hub is Front End, or another server: whom they speak for is the original one.
      const client = row.OriginalClientIp === '' ? row.ClientIp : row.OriginalClientIp;
      clients.set(client, withMessage(clients.get(client), { client, row, domains }));
    }
    const all = [...clients.values()].toSorted((one, other) => other.messageCount - one.messageCount);
    const connectorOf = servingConnector(organization, context.server.name);
    const told = all.map((each) => ({ ...each, connector: connectorOf(each.client) }));
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
  const domains = Recipients.map((address) => address.slice(address.lastIndexOf('@') + 1).toLowerCase());
  return domains.filter((domain) => organization.acceptedDomain(domain) === undefined);
}

function servingConnector({ objects }: Organization, server: string): (from: string) => string | undefined {
  const connectors = objects.ReceiveConnectors.filter(({ Server }) => isSameName(Server, server));
  return (from) => {
    if (parseIpRange(from) === undefined) return undefined;
    const { winner } = explainConnector(connectors, { port: 25, from });
    return winner && `${winner.connector.Server}\\${winner.connector.Name}`;
  };
}

interface RelayedMessage {
  readonly client: string;
  readonly row: TrackingEventView;
  readonly domains: readonly string[];
}

function withMessage(known: RelayClient | undefined, { client, row, domains }: RelayedMessage): RelayClient {
  return {
    client,
    firstSeen: known?.firstSeen ?? row.Timestamp,
    lastSeen: row.Timestamp,
    messageCount: (known?.messageCount ?? 0) + 1,
    senders: named(known?.senders, [row.Sender]),
    domains: named(known?.domains, domains),
  };
}

function named(known: readonly string[] = [], more: readonly string[]): readonly string[] {
  return known.length >= namedMax ? known : [...new Set([...known, ...more])].slice(0, namedMax);
}
