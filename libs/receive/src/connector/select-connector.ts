import {
  addressRange,
  parseBinding,
  parseIpRange,
  rangeContains,
  rangeSize,
  type IpRange,
  type ReceiveConnector,
} from '@mailyard/directory';

/** Who has connected to whom. */
export interface Connection {
  readonly localAddress: string;
  /** As in Bindings, without a port offset. */
  readonly localPort: number;
  readonly remoteAddress: string;
}

type Selectable = Pick<ReceiveConnector, 'Bindings' | 'RemoteIPRanges' | 'Enabled' | 'Name'>;

interface LocalEnd {
  readonly address: IpRange;
  readonly port: number;
}

interface Remote {
  readonly range: IpRange;
  readonly size: bigint;
  /** Scope id of a link-local address, `%11` or `%eth0` (RFC 4007 §11). */
  readonly zone: string | undefined;
}

interface Reach {
  readonly locals: readonly LocalEnd[];
  /** The narrowest first. */
  readonly remotes: readonly Remote[];
}

interface Match<C> {
  readonly connector: C;
  readonly wildcard: boolean;
  readonly size: bigint;
}

// A connector is an immutable part of a directory snapshot, so its text is read once and not at each connection.
const reaches = new WeakMap<Selectable, Reach>();

/**
 * The connector that serves this connection: a binding to this very address before a wildcard binding, then the
 * narrowest remote range. Undefined: nobody serves it.
 */
export function selectConnector<C extends Selectable>(
  connectors: readonly C[],
  connection: Connection,
): C | undefined {
  const address = addressRange(connection.localAddress);
  const peer = addressRange(connection.remoteAddress);
  if (address === undefined || peer === undefined) return undefined;
  const ends = {
    local: { address, port: connection.localPort },
    peer,
    zone: zoneOf(connection.remoteAddress),
  };
  const matches = connectors.flatMap((connector) => matchOf(connector, ends) ?? []);
  return matches.toSorted(bySpecificity)[0]?.connector;
}

interface Ends {
  readonly local: LocalEnd;
  readonly peer: IpRange;
  readonly zone: string | undefined;
}

function matchOf<C extends Selectable>(connector: C, { local, peer, zone }: Ends): Match<C> | undefined {
  if (!connector.Enabled) return undefined;
  const { locals, remotes } = reachOf(connector);
  const bound = locals.filter((binding) => covers(binding, local));
  const remote = remotes.find(
    (candidate) =>
      rangeContains(candidate.range, peer) && (candidate.zone === undefined || candidate.zone === zone),
  );
  if (bound.length === 0 || remote === undefined) return undefined;
  return { connector, wildcard: bound.every(isWildcard), size: remote.size };
}

function covers(binding: LocalEnd, { address, port }: LocalEnd): boolean {
  if (binding.port !== port || binding.address.family !== address.family) return false;
  return isWildcard(binding) || rangeContains(binding.address, address);
}

/** 0.0.0.0 or [::]: every address of the family. */
function isWildcard({ address }: LocalEnd): boolean {
  return /^0+$/.test(address.first);
}

function bySpecificity(a: Match<Selectable>, b: Match<Selectable>): number {
  if (a.wildcard !== b.wildcard) return a.wildcard ? 1 : -1;
  if (a.size !== b.size) return a.size < b.size ? -1 : 1;
  // The directory refuses such twins; should there be some, every process picks the same.
  return a.connector.Name < b.connector.Name ? -1 : 1;
}

function reachOf(connector: Selectable): Reach {
  const known = reaches.get(connector);
  if (known !== undefined) return known;
  const remotes = connector.RemoteIPRanges.flatMap((text) => remoteOf(text) ?? []);
  const reach: Reach = {
    locals: connector.Bindings.flatMap((text) => localEndOf(text) ?? []),
    remotes: remotes.toSorted((a, b) => (a.size < b.size ? -1 : 1)),
  };
  reaches.set(connector, reach);
  return reach;
}

function localEndOf(text: string): LocalEnd | undefined {
  const binding = parseBinding(text);
  const address = binding === undefined ? undefined : addressRange(binding.address);
  return binding === undefined || address === undefined ? undefined : { address, port: binding.port };
}

function remoteOf(text: string): Remote | undefined {
  const range = parseIpRange(text);
  return range === undefined ? undefined : { range, size: rangeSize(range), zone: zoneOf(text) };
}

function zoneOf(text: string): string | undefined {
  return /%(\w+)/.exec(text)?.[1];
}
