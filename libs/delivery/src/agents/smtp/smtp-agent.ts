import type { Organization } from '@mailyard/directory';
import { queueNameOf, type NextHop } from '@mailyard/routing';

import type { DeliveryAgent, DeliverySession } from '../../delivery-agent.js';
import {
  lanesTo,
  type OutboundDestination,
  type OutboundLimits,
  type Shortage,
} from '../../limits/outbound-limits.js';
import { ConnectionTrace, type ConnectionEvent } from './session/connection-trace.js';
import { destinationOf, type Destinations } from './destination-of.js';
import type { Destination } from './destination.js';
import { KeptConnections } from './session/kept-connections.js';
import { OpenConnections } from './session/open-connections.js';
import type { OpenedHost, Reached } from './hosts/reached.js';
import { SmtpSession, type SmtpSessionOptions } from './session/smtp-session.js';

/** What is there for as long as the agent is. */
export interface Companion {
  start(): Promise<void>;
  stop(): void;
}

export interface SmtpAgentOptions {
  readonly organization: () => Destinations & Pick<Organization, 'remoteDomain'>;
  /** The hosts of a destination, one after the other, each connected when it is asked for. */
  readonly reach: (destination: Destination) => AsyncIterable<Reached>;
  readonly limits: OutboundLimits;
  /** Whom mail for a destination counts for before one of its hosts is known. */
  readonly limited: (destination: Destination) => OutboundDestination;
  readonly companions?: readonly Companion[];
  /** For the connectivity log. */
  readonly onConnection: (event: ConnectionEvent) => void;
  /** What became of a message. */
  readonly onOutcome: SmtpSessionOptions['onOutcome'];
  /** A next hop that had one lane may have more. */
  readonly onReached: (nextHop: NextHop) => void;
}

/** DnsConnectorDelivery and SmartHostConnectorDelivery: SMTP through a Send connector to the hosts of others. */
export class SmtpAgent implements DeliveryAgent {
  /** Strangers are given one message at a time over a connection. */
  readonly concurrency = 1;
  readonly #options: SmtpAgentOptions;
  readonly #kept = new KeptConnections();
  readonly #open = new OpenConnections();
  readonly #sessions = new Set<DeliverySession>();

  constructor(options: SmtpAgentOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await Promise.all(this.#companions.map((companion) => companion.start()));
  }

  stop(): void {
    for (const session of this.#sessions) session.close();
    this.#kept.close();
    for (const companion of this.#companions) companion.stop();
  }

  get #companions(): readonly Companion[] {
    return this.#options.companions ?? [];
  }

  /** One idle connection of that kind ends; false when there is none. */
  makeRoom(shortage: Shortage): boolean {
    return this.#kept.makeRoom(shortage, 1) > 0;
  }

  /** Other hubs want them: every idle connection of that kind ends. */
  giveBackIdle(shortage: Shortage): void {
    this.#kept.makeRoom(shortage, Infinity);
  }

  open(nextHop: NextHop): DeliverySession {
    const session: DeliverySession = new SmtpSession({
      nextHop,
      destination: () => destinationOf(nextHop, this.#options.organization()),
      reach: (destination) => this.#reach(destination, nextHop),
      remoteDomain: (domain) => this.#options.organization().remoteDomain(domain),
      kept: this.#kept,
      limits: this.#options.limits,
      onOutcome: this.#options.onOutcome,
      onClosed: () => this.#sessions.delete(session),
    });
    this.#sessions.add(session);
    return session;
  }

  sessionsTo(nextHop: NextHop): number {
    const queue = queueNameOf(nextHop);
    const open = this.#open.count(queue);
    if (open === 0 || this.#open.isFull(queue)) return Math.max(1, open);
    const { organization, limits, limited } = this.#options;
    const destination = destinationOf(nextHop, organization());
    return destination === undefined ? 1 : lanesTo(open, limits.connectionsTo(limited(destination)));
  }

  async *#reach(destination: Destination, nextHop: NextHop): AsyncGenerator<Reached> {
    const { reach, onConnection } = this.#options;
    const by = `${nextHop.deliveryType};${destination.connector.Name}`;
    const begin = (): ConnectionTrace => new ConnectionTrace(destination.name, by, onConnection);
    let trace: ConnectionTrace | undefined = begin();
    try {
      for await (const reached of reach(destination)) {
        trace ??= begin();
        trace.reached(reached);
        if (reached.kind === 'opened') {
          this.#count(nextHop, reached.opened, trace);
          // It ends with the connection.
          trace = undefined;
        }
        yield this.#waiting(reached, nextHop);
      }
    } finally {
      trace?.ended();
    }
  }

  /** Whose queue has connections already goes on over those: it need not wait for another one. */
  #waiting(reached: Reached, nextHop: NextHop): Reached {
    if (reached.kind !== 'ended' || reached.outcome.scope !== 'own-limit') return reached;
    if (!this.#open.refused(queueNameOf(nextHop))) return reached;
    const { reason } = reached.outcome;
    return { kind: 'ended', outcome: { scope: 'own-limit', reason } };
  }

  #count(nextHop: NextHop, opened: OpenedHost, trace: ConnectionTrace): void {
    const { connection, place } = opened;
    const queue = queueNameOf(nextHop);
    if (!connection.usable) {
      place.release();
      return trace.ended(opened);
    }
    this.#open.add(queue);
    connection.onUnusable(() => {
      this.#open.remove(queue);
      place.release();
      trace.ended(opened);
    });
    this.#options.onReached(nextHop);
  }
}
