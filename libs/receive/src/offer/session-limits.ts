import type { ReceiveConnector } from '@mailyard/directory';
import type { SessionLimits } from '@mailyard/smtp';

/** What decides a session's limits at this moment. */
export interface LimitsBasis {
  readonly connector: ReceiveConnector;
  /** The peer is a server of the organization, or has a server's account: what it hands over is others' mail. */
  readonly trusted: boolean;
}

/** The connector's limits. They follow `basis`, only the timeouts stay as they were when the client connected. */
export class ConnectorLimits implements SessionLimits {
  readonly inactivityTimeoutMs: number;
  readonly #connectionTimeoutMs: number;
  readonly #basis: () => LimitsBasis;

  constructor(basis: () => LimitsBasis) {
    const { ConnectionInactivityTimeout, ConnectionTimeout } = basis().connector;
    this.inactivityTimeoutMs = ConnectionInactivityTimeout;
    this.#connectionTimeoutMs = ConnectionTimeout;
    this.#basis = basis;
  }

  /**
   * Servers of the organization keep their connections and send message after message: to cut such a connection after
   * ten minutes would break a transaction that is under way.
   */
  get connectionTimeoutMs(): number {
    return this.#basis().trusted ? 0 : this.#connectionTimeoutMs;
  }

  /** A hundred messages over one connection may hold five refusals without anybody being at fault. */
  get maxProtocolErrors(): number {
    const { connector, trusted } = this.#basis();
    return trusted ? 0 : numberOf(connector.MaxProtocolErrors);
  }

  get maxLogonFailures(): number {
    return this.#basis().connector.MaxLogonFailures;
  }

  /** A connection between servers is pooled: its commands are those of many clients, whom Front End has counted. */
  get maxCommandsWithoutMail(): number {
    const { connector, trusted } = this.#basis();
    return trusted ? 0 : numberOf(connector.MaxCommandsWithoutMail);
  }

  /** The first server has counted; a second, smaller limit would refuse its transactions for ever. */
  get maxRecipients(): number {
    const { connector, trusted } = this.#basis();
    return trusted ? 0 : connector.MaxRecipientsPerMessage;
  }

  /** Externally secured peers count as authenticated from the first command. */
  get tarpitMs(): number {
    const { AuthMechanism, TarpitInterval } = this.#basis().connector;
    return AuthMechanism.includes('ExternalAuthoritative') ? 0 : TarpitInterval;
  }

  get authTarpitMs(): number {
    return this.#basis().connector.AuthTarpitInterval;
  }
}

function numberOf(limit: number | 'Unlimited'): number {
  return limit === 'Unlimited' ? 0 : limit;
}
