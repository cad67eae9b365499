import { type ReceiveConnector } from '@mailyard/directory';
import { addressRange, parseBinding } from '@mailyard/schema';

import { judgeConnector, type Candidate, type Ends } from './judge-connector.js';
import { candidatesFor } from './select-connector.js';

/** A connection as somebody asks about it. */
export interface SupposedConnection {
  /** As in Bindings, without a port offset. */
  readonly port: number;
  readonly from: string;
  /** Undefined: any local address that no binding names. */
  readonly local?: string | undefined;
}

/** A connector, and in one clause why it serves the connection or why not. */
export interface Verdict {
  readonly connector: ReceiveConnector;
  readonly reason: string;
}

export interface Explanation {
  /** Undefined: the connection gets 421 4.3.2. */
  readonly winner: Verdict | undefined;
  /** Those that would have served it first. */
  readonly losers: readonly Verdict[];
}

type Fit = Candidate & { readonly connector: ReceiveConnector };

/** Which of these connectors serves the connection, and why no other; throws RangeError for what is no address. */
export function explainConnector(
  connectors: readonly ReceiveConnector[],
  connection: SupposedConnection,
): Explanation {
  const ends = endsOf(connection);
  const [best, ...beaten] = candidatesFor(connectors, ends);
  const excluded = connectors.flatMap((connector) => {
    const reason = exclusion(connector, ends, connection);
    return reason === undefined ? [] : [{ connector, reason }];
  });
  if (best === undefined) return { winner: undefined, losers: excluded };
  return {
    winner: { connector: best.connector, reason: whyItWins(best, beaten) },
    losers: [
      ...beaten.map((fit) => ({ connector: fit.connector, reason: whyItLost(fit, best) })),
      ...excluded,
    ],
  };
}

function endsOf({ port, from, local }: SupposedConnection): Ends {
  const ends = { local: local === undefined ? undefined : rangeOf(local), port, peer: rangeOf(from) };
  if (ends.local !== undefined && ends.local.family !== ends.peer.family) {
    throw new RangeError(`${from} cannot connect to ${local}: one is IPv4, the other IPv6`);
  }
  return ends;
}

function rangeOf(address: string) {
  const range = addressRange(address);
  if (range === undefined) throw new RangeError(`${address} is no IP address`);
  return range;
}

function whyItWins(best: Fit, [second]: readonly Fit[]): string {
  const fit = `${best.binding} has the local end, ${best.range} the remote one`;
  if (second === undefined) return `${fit}; no other does`;
  return best.wildcard === second.wildcard
    ? `${fit}; no other range is narrower`
    : `${fit}; it names the local address`;
}

function whyItLost(fit: Fit, best: Fit): string {
  if (fit.wildcard !== best.wildcard) {
    return `${fit.binding} is a wildcard, ${best.binding} names the address`;
  }
  if (fit.size === best.size) return `${fit.range} holds in every scope`;
  return `${fit.range} (${count(fit.size)}) is wider than ${best.range} (${count(best.size)})`;
}

function count(size: bigint): string {
  if (size >= 1n << 64n) return `2^${size.toString(2).length - 1} addresses`;
  return size === 1n ? '1 address' : `${size.toLocaleString('en')} addresses`;
}

/** Undefined for a candidate. */
function exclusion(
  connector: ReceiveConnector,
  ends: Ends,
  { port, from, local }: SupposedConnection,
): string | undefined {
  const { outcome } = judgeConnector(connector, ends);
  const bindings = connector.Bindings.filter((text) => parseBinding(text)?.port === port).join(', ');
  switch (outcome) {
    case 'candidate':
      return undefined;
    case 'disabled':
      return 'is disabled';
    case 'port':
      return `listens on ${connector.Bindings.join(', ')}`;
    case 'localAddress':
      return local === undefined
        ? `serves ${bindings} only: ask with the local address`
        : `serves ${bindings} only`;
    case 'remoteAddress':
      return `${from} is not in ${connector.RemoteIPRanges.join(', ')}`;
  }
}
