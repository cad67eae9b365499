import { addressRange, remembered } from '@mailyard/schema';

import {
  bySpecificity,
  judgeConnector,
  type Candidate,
  type Ends,
  type Selectable,
} from './judge-connector.js';

/** Who has connected to whom. */
export interface Connection {
  readonly localAddress: string;
  /** As in Bindings, without a port offset. */
  readonly localPort: number;
  readonly remoteAddress: string;
}

/**
 * Which of some connectors serves a connection: a binding to this very address before a wildcard binding, then the
 * narrowest remote range. Who connects once more is known.
 */
export class ConnectorSelection<C extends Selectable> {
  readonly #connectors: readonly C[];
  /** By address and port. */
  readonly #localEnds = new Map<string, (remoteAddress: string) => C | undefined>();

  constructor(connectors: readonly C[]) {
    this.#connectors = connectors;
  }

  /** Undefined: nobody serves it. */
  select({ localAddress, localPort, remoteAddress }: Connection): C | undefined {
    const localEnd = `${localAddress} ${localPort}`;
    let of = this.#localEnds.get(localEnd);
    if (of === undefined) {
      of = remembered((from) => this.#select({ localAddress, localPort, remoteAddress: from }));
      this.#localEnds.set(localEnd, of);
    }
    return of(remoteAddress);
  }

  #select({ localAddress, localPort: port, remoteAddress }: Connection): C | undefined {
    const local = addressRange(localAddress);
    const peer = addressRange(remoteAddress);
    if (local === undefined || peer === undefined) return undefined;
    return candidatesFor(this.#connectors, { local, port, peer })[0]?.connector;
  }
}

/** Those that would serve the connection, the one that does first. */
export function candidatesFor<C extends Selectable>(
  connectors: readonly C[],
  ends: Ends,
): readonly (Candidate & { readonly connector: C })[] {
  return connectors
    .flatMap((connector) => {
      const judgement = judgeConnector(connector, ends);
      return judgement.outcome === 'candidate' ? [{ connector, ...judgement }] : [];
    })
    .sort((a, b) => bySpecificity(a, b) || (a.connector.Name < b.connector.Name ? -1 : 1));
}
