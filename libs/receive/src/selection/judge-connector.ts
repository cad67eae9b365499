import { type ReceiveConnector } from '@mailyard/directory';
import {
  addressRange,
  isWildcard,
  parseBinding,
  parseIpRange,
  rangeContains,
  rangeSize,
  type IpRange,
} from '@mailyard/schema';

export type Selectable = Pick<ReceiveConnector, 'Bindings' | 'RemoteIPRanges' | 'Enabled' | 'Name'>;

/** The two ends of a connection, as far as a connector is chosen by them. */
export interface Ends {
  /** Undefined: an address that no binding names. */
  readonly local: IpRange | undefined;
  /** As in Bindings, without a port offset. */
  readonly port: number;
  readonly peer: IpRange;
}

/** A connector that would serve the connection, and how closely it fits. */
export interface Candidate {
  readonly outcome: 'candidate';
  /** As the connector has it. */
  readonly binding: string;
  /** The binding is to all addresses of a family. */
  readonly wildcard: boolean;
  /** The narrowest that has the peer, as the connector has it. */
  readonly range: string;
  readonly size: bigint;
  readonly scoped: boolean;
}

/** How a connector stands to a connection; what rules it out is named by the first reason that holds. */
export type Judgement =
  Candidate | { readonly outcome: 'disabled' | 'port' | 'localAddress' | 'remoteAddress' };

interface LocalEnd {
  readonly text: string;
  readonly address: IpRange;
  readonly port: number;
  readonly wildcard: boolean;
}

interface Remote {
  readonly text: string;
  readonly range: IpRange;
  readonly size: bigint;
}

interface Reach {
  /** Bindings to one address before wildcards. */
  readonly locals: readonly LocalEnd[];
  /** The narrowest first. */
  readonly remotes: readonly Remote[];
}

// A connector is an immutable part of a directory snapshot, so its text is read once and not at each connection.
const reaches = new WeakMap<Selectable, Reach>();

export function judgeConnector(connector: Selectable, ends: Ends): Judgement {
  if (!connector.Enabled) return { outcome: 'disabled' };
  const { locals, remotes } = reachOf(connector);
  const onPort = locals.filter(({ port }) => port === ends.port);
  if (onPort.length === 0) return { outcome: 'port' };
  const bound = onPort.find((binding) => covers(binding, ends));
  if (bound === undefined) return { outcome: 'localAddress' };
  const remote = remotes.find(({ range }) => rangeContains(range, ends.peer));
  if (remote === undefined) return { outcome: 'remoteAddress' };
  return {
    outcome: 'candidate',
    binding: bound.text,
    wildcard: bound.wildcard,
    range: remote.text,
    size: remote.size,
    scoped: remote.range.zone !== undefined,
  };
}

/** Whether one of its bindings has the port. */
export function isBoundTo(port: number, connector: Selectable): boolean {
  return reachOf(connector).locals.some((local) => local.port === port);
}

/**
 * A binding to this very address before a wildcard, then the narrowest remote range: less than 0 when `a` wins. The
 * directory refuses twins, which are equal here.
 */
export function bySpecificity(a: Candidate, b: Candidate): number {
  if (a.wildcard !== b.wildcard) return a.wildcard ? 1 : -1;
  if (a.size !== b.size) return a.size < b.size ? -1 : 1;
  if (a.scoped !== b.scoped) return a.scoped ? -1 : 1;
  return 0;
}

function covers({ address, wildcard }: LocalEnd, { local, peer }: Ends): boolean {
  if (wildcard) return address.family === (local ?? peer).family;
  return local !== undefined && rangeContains(address, local);
}

function reachOf(connector: Selectable): Reach {
  const known = reaches.get(connector);
  if (known !== undefined) return known;
  const locals = connector.Bindings.flatMap((text) => localEndOf(text) ?? []);
  const remotes = connector.RemoteIPRanges.flatMap((text) => remoteOf(text) ?? []);
  const reach: Reach = {
    locals: locals.toSorted((a, b) => Number(a.wildcard) - Number(b.wildcard)),
    remotes: remotes.toSorted((a, b) => (a.size < b.size ? -1 : 1)),
  };
  reaches.set(connector, reach);
  return reach;
}

function localEndOf(text: string): LocalEnd | undefined {
  const binding = parseBinding(text);
  const address = binding && addressRange(binding.address);
  return binding && address && { text, address, port: binding.port, wildcard: isWildcard(binding) };
}

function remoteOf(text: string): Remote | undefined {
  const range = parseIpRange(text);
  return range && { text, range, size: rangeSize(range) };
}
