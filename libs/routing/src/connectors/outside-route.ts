import type { Organization } from '@mailyard/directory';
import { replies, type Reply } from '@mailyard/smtp';

import type { NextHop } from '../next-hop.js';
import { connectorNextHop } from './connector-next-hop.js';
import type { Destination } from './destination.js';
import type { RoutingPlace } from './own-smart-hosts.js';
import type { RoutedConnector } from './routed-connector.js';
import { routingTable, type Match } from './routing-table.js';
import type { RoutableMessage } from '../routable-message.js';
import { connectorOfRule, selectConnector, type RuledSelection } from './select-connector.js';

/** Where a recipient goes that the directory does not know. */
export type OutsideRoute =
  | { readonly outcome: 'routed'; readonly nextHop: NextHop; readonly match: Match }
  /** Nobody will ever get it. */
  | { readonly outcome: 'failed'; readonly reply: Reply }
  /** Configuration may bring a route. */
  | { readonly outcome: 'unreachable'; readonly lastError: string };

/** Exchange's text for a recipient in the Unreachable queue. */
const noRoute = 'A matching connector cannot be found to route the external recipient';

const noConnectorOfRule =
  'The Send connector that a mail flow rule routes the message by is disabled, out of scope, or gone';

/** For all who are not in the directory there are connectors. */
export function outsideRoute(
  to: Destination,
  message: Pick<RoutableMessage, 'size' | 'history'>,
  surroundings: Surroundings,
): OutsideRoute {
  const selection = selectionFor(to, message, surroundings);
  switch (selection.outcome) {
    case 'selected':
      return routeBy(selection.match, to);
    case 'tooLarge':
      return { outcome: 'failed', reply: replies.tooLargeForRoute };
    case 'unusable':
      return { outcome: 'unreachable', lastError: noConnectorOfRule };
    case 'noMatch':
      return to.type === 'SMTP'
        ? { outcome: 'unreachable', lastError: noRoute }
        : { outcome: 'failed', reply: replies.noConnectorForAddressType };
  }
}

type Surroundings = { readonly organization: Organization; readonly place: RoutingPlace };

function selectionFor(
  to: Destination,
  { size, history }: Pick<RoutableMessage, 'size' | 'history'>,
  { organization, place }: Surroundings,
): RuledSelection {
  const table = routingTable(organization, place);
  const ruled = to.type === 'SMTP' ? history?.outboundConnector : undefined;
  // A connector that an Edge does not have was for the way to it.
  const isOthers =
    ruled !== undefined && organization.edge !== undefined && table.candidates(ruled).length === 0;
  return ruled === undefined || isOthers
    ? selectConnector(to, size, table)
    : connectorOfRule(ruled, size, table);
}

function routeBy(match: Match, to: Destination): OutsideRoute {
  if (match.loop) return { outcome: 'unreachable', lastError: loopText(match.connector) };
  return { outcome: 'routed', nextHop: connectorNextHop(match, to), match };
}

/** We know every recipient of the domain; an empty one is the default domain. An Edge knows nobody. */
export function isAuthoritative(domain: string, organization: Organization): boolean {
  if (organization.edge !== undefined) return false;
  const accepted = organization.acceptedDomain(domain || organization.defaultDomain.DomainName);
  return accepted?.DomainType === 'Authoritative';
}

/** A mistake of configuration, which may be mended: so the message waits, as it does without a connector. */
function loopText({ Name }: RoutedConnector): string {
  return `The smart hosts of connector ${Name} are this organization itself: mail would come back`;
}
