import {
  brokenRules,
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
import type { ReceiveConnector, TransportRole } from './receive-connector.js';

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
  readonly addresses: ReadonlyMap<number, readonly string[]>;
  readonly bindings: readonly string[];
  readonly ranges: readonly { readonly text: string; readonly range: IpRange }[];
}

/**
 * Why two connectors of a server cannot stand side by side. A disabled one counts as well: whoever enables it later would
 * meet the conflict then.
 */
export function* connectorConflicts(ours: ReceiveConnector, earlier: Lookup): Iterable<ObjectProblem> {
  const seen = new Set<ReceiveConnector>();
  for (const port of new Set(endpointsOf(ours).ports)) {
    // Of those of the other service one says enough, and it is the same one whoever was changed last.
    let owner: ReceiveConnector | undefined;
    for (const theirs of earlier.find(connectorPorts, portText(ours, port))) {
      if (seen.has(theirs)) continue;
      seen.add(theirs);
      const isOfOther = ours.TransportRole !== theirs.TransportRole;
      const problem = isOfOther ? undefined : rangeConflict(ours, theirs);
      if (problem !== undefined) yield problem;
      if (isOfOther && !(owner && owner.Name <= theirs.Name)) owner = theirs;
    }
    if (owner !== undefined) yield portConflict(ours, owner, port);
  }
}

/** A port has one owner among the services of a server, whatever the addresses and ranges. */
function portConflict(ours: ReceiveConnector, theirs: ReceiveConnector, port: number): ObjectProblem {
  const own = endpointsOf(ours).addresses.get(port) ?? [];
  const taken = endpointsOf(theirs).addresses.get(port) ?? [];
  const isEverywhere = taken.some((each) => each === '0.0.0.0' || each === '::');
  const address = own.find((each) => isEverywhere || taken.includes(each)) ?? taken[0] ?? '';
  const service = services[theirs.TransportRole];
  return { path: ['Bindings'], ...brokenRules.C3({ other: nameOf(theirs), port, address, service }) };
}

const services: Readonly<Record<TransportRole, string>> = {
  FrontendTransport: 'Front End Transport',
  HubTransport: 'Hub Transport',
  MailboxTransportDelivery: 'Mailbox Transport Delivery',
};

/**
 * Connectors may share a binding when any two of their ranges are apart, or one is strictly inside the other: then every
 * peer has one narrowest range. The first binding and the first range in conflict say enough.
 */
function rangeConflict(ours: ReceiveConnector, theirs: ReceiveConnector): ObjectProblem | undefined {
  const [own, others] = [endpointsOf(ours), endpointsOf(theirs)];
  const binding = own.bindings.find((each) => others.bindings.includes(each));
  const { address, port } = parseBinding(binding ?? '') ?? {};
  if (address === undefined || port === undefined) return undefined;
  for (const our of own.ranges) {
    const their = others.ranges.find(({ range }) => isAmbiguous(our.range, range));
    if (their === undefined) continue;
    const other = nameOf(theirs);
    const broken = sameRange(our.range, their.range)
      ? brokenRules.C1({ other, port, address, range: their.text })
      : brokenRules.C2(our.text, their.text, other);
    return { path: ['RemoteIPRanges'], ...broken };
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
    addresses: addressesByPort(bindings),
    bindings: bindings.map(formatBinding),
    ranges: connector.RemoteIPRanges.flatMap((text) => {
      const range = parseIpRange(text);
      return range === undefined ? [] : [{ text, range }];
    }),
  };
  known.set(connector, endpoints);
  return endpoints;
}

function addressesByPort(bindings: readonly { readonly port: number; readonly address: string }[]) {
  const groups = Map.groupBy(bindings, ({ port }) => port);
  return new Map([...groups].map(([port, of]) => [port, of.map(({ address }) => address)]));
}

function portText({ Server }: ReceiveConnector, port: number): string {
  return `${Server}:${port}`;
}

function nameOf({ Server, Name }: ReceiveConnector): string {
  return `${Server}\\${Name}`;
}
