import type { ReceiveConnector } from './receive-connector.js';
import { formatBinding, parseBinding } from '@mailyard/schema';
import { nameKey } from '@mailyard/schema';
import { parseIpRange, rangeContains, rangesOverlap, sameRange, type IpRange } from '@mailyard/schema';

/** What a connector claims for itself, read from its text once. */
export interface Territory {
  readonly server: string;
  /** `Server\Name`. */
  readonly owner: string;
  readonly role: ReceiveConnector['TransportRole'];
  readonly ports: readonly number[];
  readonly bindings: readonly string[];
  readonly ranges: readonly { readonly text: string; readonly range: IpRange }[];
}

export interface Clash {
  readonly key: 'Bindings' | 'RemoteIPRanges';
  readonly reason: string;
}

export function territoryOf(connector: ReceiveConnector): Territory {
  const { Server, Name, TransportRole, Bindings, RemoteIPRanges } = connector;
  const endpoints = Bindings.flatMap((text) => parseBinding(text) ?? []);
  return {
    server: nameKey(Server),
    owner: `${Server}\\${Name}`,
    role: TransportRole,
    ports: endpoints.map(({ port }) => port),
    bindings: endpoints.map(formatBinding),
    ranges: RemoteIPRanges.flatMap((text) => {
      const range = parseIpRange(text);
      return range === undefined ? [] : [{ text, range }];
    }),
  };
}

/**
 * Why two connectors cannot stand side by side. A disabled one counts as well: whoever enables it later would meet the
 * conflict then.
 */
export function connectorClash(ours: Territory, theirs: Territory): Clash | undefined {
  if (ours.server !== theirs.server) return undefined;
  return ours.role === theirs.role ? rangeClash(ours, theirs) : portClash(ours, theirs);
}

/** A port has one owner among the services of a server, whatever the addresses and ranges. */
function portClash(ours: Territory, theirs: Territory): Clash | undefined {
  const port = ours.ports.find((each) => theirs.ports.includes(each));
  if (port === undefined) return undefined;
  const reason =
    `port ${port} belongs to ${theirs.owner} (${theirs.role}); ` +
    'connectors of different transport roles on one server need ports of their own';
  return { key: 'Bindings', reason };
}

/**
 * Connectors may share a binding when any two of their ranges are apart, or one is strictly inside the other: then every
 * peer has one narrowest range. The first binding and the first range in conflict say enough.
 */
function rangeClash(ours: Territory, theirs: Territory): Clash | undefined {
  const binding = ours.bindings.find((each) => theirs.bindings.includes(each));
  if (binding === undefined) return undefined;
  for (const our of ours.ranges) {
    const their = theirs.ranges.find(({ range }) => isAmbiguous(our.range, range));
    if (their === undefined) continue;
    const what = sameRange(our.range, their.range)
      ? `${our.text} belongs to ${theirs.owner}`
      : `${our.text} overlaps ${their.text} of ${theirs.owner} in part`;
    return { key: 'RemoteIPRanges', reason: `${what} on the same binding, ${binding}` };
  }
  return undefined;
}

function isAmbiguous(a: IpRange, b: IpRange): boolean {
  return rangesOverlap(a, b) && rangeContains(a, b) === rangeContains(b, a);
}
