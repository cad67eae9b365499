import {
  formatBinding,
  nameKey,
  parseBinding,
  parseIpRange,
  rangeContains,
  rangesOverlap,
  sameRange,
  type IpRange,
} from '@mailyard/schema';

import type { ObjectProblem } from '../kind.js';
import type { Index, Lookup } from '../lookup.js';
import type { ReceiveConnector } from './receive-connector.js';

/** The ports of each server: connectors without a common one cannot be in each other's way. */
export const connectorPorts: Index<ReceiveConnector> = {
  name: 'ports of servers',
  texts: (connector) =>
    Array.from(new Set(endpointsOf(connector).ports), (port) => portText(connector, port)),
  key: nameKey,
};

/** What a connector listens on and whom it serves, read from its text once. */
interface Endpoints {
  readonly ports: readonly number[];
  readonly bindings: readonly string[];
  readonly ranges: readonly { readonly text: string; readonly range: IpRange }[];
}

/**
 * Why two connectors of a server cannot stand side by side. A disabled one counts as well: whoever enables it later would
 * meet the conflict then.
 */
export function* connectorConflicts(ours: ReceiveConnector, earlier: Lookup): Iterable<ObjectProblem> {
  const seen = new Set<ReceiveConnector>();
  for (const port of endpointsOf(ours).ports) {
    for (const theirs of earlier.find(connectorPorts, portText(ours, port))) {
      if (seen.has(theirs)) continue;
      seen.add(theirs);
      const problem =
        ours.TransportRole === theirs.TransportRole
          ? rangeConflict(ours, theirs)
          : portConflict(theirs, port);
      if (problem !== undefined) yield problem;
    }
  }
}

/** A port has one owner among the services of a server, whatever the addresses and ranges. */
function portConflict(theirs: ReceiveConnector, port: number): ObjectProblem {
  const reason =
    `port ${port} belongs to ${nameOf(theirs)} (${theirs.TransportRole}); ` +
    'connectors of different transport roles on one server need ports of their own';
  const cure = 'Choose another port, or make the connector of the same TransportRole.';
  return { path: ['Bindings'], reason, rule: 'C3', cure };
}

/**
 * Connectors may share a binding when any two of their ranges are apart, or one is strictly inside the other: then every
 * peer has one narrowest range. The first binding and the first range in conflict say enough.
 */
function rangeConflict(ours: ReceiveConnector, theirs: ReceiveConnector): ObjectProblem | undefined {
  const [own, others] = [endpointsOf(ours), endpointsOf(theirs)];
  const binding = own.bindings.find((each) => others.bindings.includes(each));
  if (binding === undefined) return undefined;
  for (const our of own.ranges) {
    const their = others.ranges.find(({ range }) => isAmbiguous(our.range, range));
    if (their === undefined) continue;
    const isSame = sameRange(our.range, their.range);
    const what = isSame
      ? `${our.text} belongs to ${nameOf(theirs)}`
      : `${our.text} overlaps ${their.text} of ${nameOf(theirs)} in part`;
    return {
      path: ['RemoteIPRanges'],
      reason: `${what} on the same binding, ${binding}`,
      rule: isSame ? 'C1' : 'C2',
      cure: isSame
        ? 'Use another local address in Bindings, or a narrower range in RemoteIPRanges.'
        : 'One range must lie wholly inside the other, or apart from it.',
    };
  }
  return undefined;
}

function isAmbiguous(a: IpRange, b: IpRange): boolean {
  return rangesOverlap(a, b) && rangeContains(a, b) === rangeContains(b, a);
}

const known = new WeakMap<ReceiveConnector, Endpoints>();

function endpointsOf(connector: ReceiveConnector): Endpoints {
  const found = known.get(connector);
  if (found !== undefined) return found;
  const bindings = connector.Bindings.flatMap((text) => parseBinding(text) ?? []);
  const endpoints: Endpoints = {
    ports: bindings.map(({ port }) => port),
    bindings: bindings.map(formatBinding),
    ranges: connector.RemoteIPRanges.flatMap((text) => {
      const range = parseIpRange(text);
      return range === undefined ? [] : [{ text, range }];
    }),
  };
  known.set(connector, endpoints);
  return endpoints;
}

function portText({ Server }: ReceiveConnector, port: number): string {
  return `${Server}:${port}`;
}

function nameOf({ Server, Name }: ReceiveConnector): string {
  return `${Server}\\${Name}`;
}
