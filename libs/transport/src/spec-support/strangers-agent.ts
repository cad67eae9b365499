import {
  isLimitReached,
  lanesTo,
  type DeliveryAgent,
  type DeliveryOutcome,
  type DeliverySession,
  type OutboundDestination,
  type OutboundLimits,
  type OutgoingMessage,
} from '@mailyard/delivery';
import type { NextHop } from '@mailyard/routing';
import { HopConnection, HopError, outcomes, type Endpoint } from '@mailyard/smtp';

export interface StrangersAgentOptions {
  readonly limits: OutboundLimits;
  readonly destinationOf: (domain: string) => OutboundDestination;
  readonly hostOf: (domain: string) => Endpoint;
  readonly connectTimeoutMs: number;
  /** A connection to it stands: it may have more sessions. */
  readonly onReached: (nextHop: NextHop) => void;
}

/** To many hosts of others, each with a connection as long as its session lasts, as the limits allow. */
export class StrangersAgent implements DeliveryAgent {
  readonly concurrency = 1;
  /** Connections that stand, by domain. */
  readonly standing = new Map<string, number>();
  readonly #options: StrangersAgentOptions;

  constructor(options: StrangersAgentOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): void {
    // Its sessions end with their lanes.
  }

  sessionsTo({ domain }: NextHop): number {
    const { limits, destinationOf } = this.#options;
    return lanesTo(this.standing.get(domain) ?? 0, limits.connectionsTo(destinationOf(domain)));
  }

  open(nextHop: NextHop): DeliverySession {
    let kept: Connected | undefined;
    return {
      deliver: async (message) => {
        const connected = kept ?? (await this.#connect(nextHop));
        if ('scope' in connected) return connected;
        kept = connected;
        const refused = await this.#options.limits.message(this.#options.destinationOf(nextHop.domain));
        return refused === undefined ? delivered(connected, message) : { scope: 'own-limit', ...refused };
      },
      close: () => kept?.close(),
    };
  }

  async #connect(nextHop: NextHop): Promise<Connected | DeliveryOutcome> {
    const { limits, destinationOf, hostOf, connectTimeoutMs, onReached } = this.#options;
    const { domain } = nextHop;
    const place = await limits.enter(destinationOf(domain));
    if (isLimitReached(place)) return { scope: 'own-limit', ...place };
    const { address, port } = hostOf(domain);
    try {
      const connection = await HopConnection.connect({
        host: address,
        port,
        protocol: 'LMTP',
        helo: 'hub',
        connectTimeoutMs,
        replyTimeoutMs: connectTimeoutMs,
      });
      this.#count(domain, 1);
      onReached(nextHop);
      const close = (): void => {
        connection.close();
        place.release();
        this.#count(domain, -1);
      };
      return { connection, close };
    } catch (error) {
      place.release();
      return { scope: 'next-hop', said: String(error) };
    }
  }

  #count(domain: string, change: number): void {
    const count = (this.standing.get(domain) ?? 0) + change;
    if (count > 0) this.standing.set(domain, count);
    else this.standing.delete(domain);
  }
}

interface Connected {
  readonly connection: HopConnection;
  readonly close: () => void;
}

async function delivered(
  { connection }: Connected,
  { envelope, header, content }: OutgoingMessage,
): Promise<DeliveryOutcome> {
  if (typeof content === 'function') throw new Error('the messages of this test are small');
  try {
    const answers = await connection.transact(envelope, [header, ...content]);
    const remote = { host: 'sink' };
    return { scope: 'recipients', replies: outcomes(answers), remote, success: 'delivered' };
  } catch (error) {
    if (!(error instanceof HopError)) throw error;
    return { scope: 'next-hop', said: error.message };
  }
}
