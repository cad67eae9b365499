import { addressRange } from '@mailyard/directory';

import { bySpecificity, judgeConnector, type Candidate, type Selectable } from './judge-connector.js';

/** Who has connected to whom. */
export interface Connection {
  readonly localAddress: string;
  /** As in Bindings, without a port offset. */
  readonly localPort: number;
  readonly remoteAddress: string;
}

/**
 * The connector that serves this connection: a binding to this very address before a wildcard binding, then the
 * narrowest remote range. Undefined: nobody serves it.
 */
export function selectConnector<C extends Selectable>(
  connectors: readonly C[],
  { localAddress, localPort: port, remoteAddress }: Connection,
): C | undefined {
  const local = addressRange(localAddress);
  const peer = addressRange(remoteAddress);
  if (local === undefined || peer === undefined) return undefined;
  let winner: (Candidate & { readonly connector: C }) | undefined;
  for (const connector of connectors) {
    const judgement = judgeConnector(connector, { local, port, peer });
    if (judgement.outcome !== 'candidate') continue;
    const order = winner === undefined ? -1 : bySpecificity(judgement, winner);
    // The directory refuses twins; should there be some, every process picks the same.
    const wins = order === 0 ? connector.Name < (winner?.connector.Name ?? '') : order < 0;
    if (wins) winner = { connector, ...judgement };
  }
  return winner?.connector;
}
