import type { Destination } from './destination.js';
import { takesSize } from './routed-connector.js';
import type { Match, RoutingTable } from './routing-table.js';

/** What comes of the choice among connectors. */
export type Selection =
  | { readonly outcome: 'selected'; readonly match: Match }
  /** Those that match take no message of that size. */
  | { readonly outcome: 'tooLarge' }
  | { readonly outcome: 'noMatch' };

/** The connector for a message of so many octets, by the rules that all kinds of connectors share. */
export function selectConnector(to: Destination, size: number, table: RoutingTable): Selection {
  let matched = false;
  for (const match of table.matches(to)) {
    if (takesSize(match.connector, size)) return { outcome: 'selected', match };
    matched = true;
  }
  return { outcome: matched ? 'tooLarge' : 'noMatch' };
}
