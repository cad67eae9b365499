import { externalPath, isGroup, type Organization, type Recipient } from '@mailyard/directory';
import { noHeaderRights } from '@mailyard/message';
import { pathOf } from '@mailyard/schema';
import { addressKey, formatPath, type Path, type Reply, type ReversePath } from '@mailyard/smtp';

import { categorize } from '../categorize.js';
import type { Categorization, Delivery } from '../categorization.js';
import { destinationOf } from '../connectors/destination.js';
import { isAuthoritative } from '../connectors/outside-route.js';
import type { RoutingPlace } from '../connectors/own-smart-hosts.js';
import { routedConnectors, type RoutedConnector } from '../connectors/routed-connector.js';
import { routingTable, type Match } from '../connectors/routing-table.js';
import { selectConnector } from '../connectors/select-connector.js';
import type { NextHop } from '../next-hop.js';
import type { RoutableMessage } from '../routable-message.js';
import { whyIt, WhyNot } from './why-not.js';

/** A message as somebody asks about it. */
export interface SupposedMessage {
  readonly reversePath: ReversePath;
  readonly recipient: Path;
  /** Octets of header and content. */
  readonly size: number;
}

/** A connector, and in one clause why it is chosen or why not. */
export interface ConnectorVerdict {
  readonly connector: RoutedConnector;
  readonly reason: string;
}

/** What becomes of one recipient, or of one member of a group. */
export type ExplainedRoute = { readonly recipient: Path; readonly reason: string } & (
  | { readonly outcome: 'routed'; readonly nextHop: NextHop }
  | { readonly outcome: 'failed'; readonly reply: Reply }
  | { readonly outcome: 'unreachable'; readonly lastError: string }
);

export interface RouteExplanation {
  /** What the recipient is in the organization: nothing for somebody outside. */
  readonly found: Recipient | undefined;
  /** One, or one for each member of a group. */
  readonly routes: readonly ExplainedRoute[];
  readonly winner: ConnectorVerdict | undefined;
  /** In the order of their names. None when the recipient is in the organization: no connector is asked then. */
  readonly losers: readonly ConnectorVerdict[];
}

/** The route that a message takes from a server, why, and why no other connector is chosen: what `categorize` does, told. */
export function explainRoute(
  { reversePath, recipient, size }: SupposedMessage,
  organization: Organization,
  place: RoutingPlace,
): RouteExplanation {
  const found = organization.recipient(recipient);
  const source = sourceOf(reversePath, organization);
  const message = { reversePath, recipients: [{ path: recipient }], size, source, receivedAt: 0 };
  const categorization = categorize(message, organization, place);
  const choiceFor = (path: Path): Choice => connectorChoice({ recipient: path, size }, organization, place);
  const outside = outsidePath(found, recipient, organization);
  const choice = outside === undefined ? noChoice : choiceFor(outside);
  const ofMailbox = mailboxReason(found);
  const standIn = standInReason(found, categorization, organization);
  const because: Reasons = {
    ofMailbox: (delivery, { path, mailbox }) => standIn(path) + ofMailbox(delivery, mailbox),
    ofOther: (path) => standIn(path) + outsideReason(path, { winner: choiceFor(path).winner, organization }),
  };
  return { found, ...choice, routes: routesOf(categorization, because) };
}

/** Where the message leaves to, of one that does. */
function outsidePath(
  found: Recipient | undefined,
  recipient: Path,
  organization: Organization,
): Path | undefined {
  if (found === undefined) return recipient;
  return found.kind === 'Mailbox' || isGroup(found) ? undefined : externalPath(found, organization);
}

/** Whoever has an address of the organization is supposed to have signed in. */
function sourceOf(reversePath: ReversePath, organization: Organization): RoutableMessage['source'] {
  const isOurs = reversePath !== null && organization.acceptedDomain(reversePath.domain) !== undefined;
  return { kind: 'SMTP', authAs: isOurs ? 'Internal' : 'Anonymous', headerRights: noHeaderRights };
}

type Choice = Pick<RouteExplanation, 'winner' | 'losers'>;

const noChoice: Choice = { winner: undefined, losers: [] };

function connectorChoice(
  { recipient, size }: Omit<SupposedMessage, 'reversePath'>,
  organization: Organization,
  place: RoutingPlace,
): Choice {
  const to = destinationOf(recipient, organization);
  if (to.type === 'SMTP' && isAuthoritative(recipient.domain, organization)) return noChoice;
  const table = routingTable(organization, place);
  const selection = selectConnector(to, size, table);
  const match = selection.outcome === 'selected' ? selection.match : undefined;
  const whyNot = new WhyNot(to, size, { organization, server: place.server });
  const losers = routedConnectors(organization)
    .filter(({ Guid }) => Guid !== match?.connector.Guid)
    .map((connector) => ({ connector, reason: whyNot.reason(connector, match) }));
  return { winner: match && verdictOn(match, new Set(others(table.matches(to), match)).size === 0), losers };
}

function verdictOn(match: Match, alone: boolean): ConnectorVerdict {
  return { connector: match.connector, reason: whyIt(match, alone) };
}

function* others(matches: Iterable<Match>, winner: Match | undefined): Generator<string> {
  for (const { connector } of matches) if (connector.Guid !== winner?.connector.Guid) yield connector.Guid;
}

type InMailbox = { readonly path: Path; readonly mailbox: string };

/** Why a recipient goes where it goes. */
interface Reasons {
  readonly ofMailbox: (delivery: Delivery, recipient: InMailbox) => string;
  readonly ofOther: (recipient: Path) => string;
}

function mailboxReason(found: Recipient | undefined): (delivery: Delivery, mailbox: string) => string {
  const through = found !== undefined && isGroup(found) ? ` and a member of ${found.Name}` : '';
  return ({ nextHop }, mailbox) => `${mailbox} is a mailbox${whereIs(nextHop)}${through}`;
}

function whereIs({ deliveryType, domain }: NextHop): string {
  return deliveryType === 'SmtpDeliveryToMailbox' ? ` in ${domain}` : ` in a database of ${domain}`;
}

/** Whose mail goes outside, or to another one: a clause before the reason of that way. */
function standInReason(
  found: Recipient | undefined,
  { redirected }: Categorization,
  organization: Organization,
): (served: Path) => string {
  const clauses = new Map(
    redirected.map(({ recipient, to }) => {
      const target = organization.recipient(to);
      const clause = `${formatPath(recipient.path)} forwards to ${target?.Name ?? formatPath(to)}; `;
      return [addressKey(outsidePath(target, to, organization) ?? to), clause] as const;
    }),
  );
  const outside = found && outsidePath(found, pathOf(found.PrimarySmtpAddress), organization);
  if (outside !== undefined) clauses.set(addressKey(outside), `${found?.Name} has mail outside; `);
  return (served) => clauses.get(addressKey(served)) ?? '';
}

function outsideReason(
  recipient: Path,
  {
    winner,
    organization,
  }: { readonly winner: ConnectorVerdict | undefined; readonly organization: Organization },
): string {
  if (winner !== undefined) return `${winner.connector.Name}: ${winner.reason}`;
  const known = organization.recipient(recipient);
  if (known !== undefined) return `the recipient is ${known.Name}`;
  const { type, address } = destinationOf(recipient, organization);
  return type === 'SMTP' && isAuthoritative(recipient.domain, organization)
    ? `${recipient.domain} is authoritative, and nobody has the address ${formatPath(recipient)}`
    : `no connector is for ${type}:${address}`;
}

function routesOf(
  { deliveries, failed, unreachable }: Categorization,
  because: Reasons,
): readonly ExplainedRoute[] {
  return [
    ...deliveries.flatMap((delivery) =>
      delivery.recipients.map(({ path, mailbox }): ExplainedRoute => {
        const reason =
          mailbox === undefined ? because.ofOther(path) : because.ofMailbox(delivery, { path, mailbox });
        return { recipient: path, outcome: 'routed', nextHop: delivery.nextHop, reason };
      }),
    ),
    ...failed.map(({ recipient, reply }): ExplainedRoute => {
      return { recipient: recipient.path, outcome: 'failed', reply, reason: because.ofOther(recipient.path) };
    }),
    ...unreachable.map(({ recipient, lastError }): ExplainedRoute => {
      return {
        recipient: recipient.path,
        outcome: 'unreachable',
        lastError,
        reason: because.ofOther(recipient.path),
      };
    }),
  ].toSorted((a, b) => compare(addressKey(a.recipient), addressKey(b.recipient)));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
