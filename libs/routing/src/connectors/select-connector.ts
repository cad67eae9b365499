import type { Destination } from './destination.js';
import { takesSize } from './routed-connector.js';
import type { Match, RoutingTable } from './routing-table.js';

/** What comes of the choice among connectors. */
export type Selection =
  | { readonly outcome: 'selected'; readonly match: Match }
  /** Those that match take no message of that size. */
  | { readonly outcome: 'tooLarge' }
  | { readonly outcome: 'noMatch' };

/** The same of a connector that a mail flow rule names; it may be disabled, out of scope, or gone. */
export type RuledSelection = Selection | { readonly outcome: 'unusable' };

/** The connector for a message of so many octets, by the rules that all kinds of connectors share. */
export function selectConnector(to: Destination, size: number, table: RoutingTable): Selection {
  let matched = false;
  for (const match of table.matches(to)) {
    if (takesSize(match.connector, size)) return { outcome: 'selected', match };
    matched = true;
  }
  return { outcome: matched ? 'tooLarge' : 'noMatch' };
}

/** The connector that a mail flow rule has chosen, whatever its address spaces are (RouteMessageOutboundConnector). */
export function connectorOfRule(guid: string, size: number, table: RoutingTable): RuledSelection {
  const [candidate] = table.candidates(guid);
  if (candidate === undefined) return { outcome: 'unusable' };
  if (!takesSize(candidate.connector, size)) return { outcome: 'tooLarge' };
  return { outcome: 'selected', match: { ...candidate, specificity: 0 } };
}
