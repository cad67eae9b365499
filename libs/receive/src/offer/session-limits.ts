import type { ReceiveConnector } from '@mailyard/directory';
import type { SessionLimits } from '@mailyard/smtp';

/** What decides a session's limits at this moment. */
export interface LimitsBasis {
  readonly connector: ReceiveConnector;
  /** The peer is a server of the organization. */
  readonly trusted: boolean;
}

/** The connector's limits. They follow `basis`, only the timeouts stay as they were when the client connected. */
export function sessionLimits(basis: () => LimitsBasis): SessionLimits {
  const { ConnectionInactivityTimeout, ConnectionTimeout } = basis().connector;
  return {
    inactivityTimeoutMs: ConnectionInactivityTimeout,
    // Servers of the organization keep their connections and send message after message: to cut such a connection
    // after ten minutes would break a transaction that is under way.
    get connectionTimeoutMs() {
      return basis().trusted ? 0 : ConnectionTimeout;
    },
    // A hundred messages over one connection may hold five refusals without anybody being at fault.
    get maxProtocolErrors() {
      const { connector, trusted } = basis();
      const { MaxProtocolErrors } = connector;
      return trusted || MaxProtocolErrors === 'Unlimited' ? 0 : MaxProtocolErrors;
    },
    get maxLogonFailures() {
      return basis().connector.MaxLogonFailures;
    },
    // A connection between servers is pooled: its commands are those of many clients, whom Front End has counted.
    get maxCommandsWithoutMail() {
      const { connector, trusted } = basis();
      const { MaxCommandsWithoutMail } = connector;
      return trusted || MaxCommandsWithoutMail === 'Unlimited' ? 0 : MaxCommandsWithoutMail;
    },
    // The first server has counted; a second, smaller limit would refuse its transactions for ever.
    get maxRecipients() {
      const { connector, trusted } = basis();
      return trusted ? 0 : connector.MaxRecipientsPerMessage;
    },
    // Externally secured peers count as authenticated from the first command.
    get tarpitMs() {
      const { AuthMechanism, TarpitInterval } = basis().connector;
      return AuthMechanism.includes('ExternalAuthoritative') ? 0 : TarpitInterval;
    },
    get authTarpitMs() {
      return basis().connector.AuthTarpitInterval;
    },
  };
}
