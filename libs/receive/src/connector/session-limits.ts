import type { ReceiveConnector } from '@mailyard/directory';
import type { SessionLimits } from '@mailyard/smtp';

/** The connector's limits; `trusted` tells whether the peer is a server of the organization by now. */
export function sessionLimits(connector: ReceiveConnector, trusted: () => boolean): SessionLimits {
  return {
    inactivityTimeoutMs: connector.ConnectionInactivityTimeout,
    // Servers of the organization keep their connections and send message after message: to cut such a connection
    // after ten minutes would break a transaction that is under way.
    get connectionTimeoutMs() {
      return trusted() ? 0 : connector.ConnectionTimeout;
    },
    // A hundred messages over one connection may hold five refusals without anybody being at fault.
    get maxProtocolErrors() {
      const { MaxProtocolErrors } = connector;
      return trusted() || MaxProtocolErrors === 'Unlimited' ? 0 : MaxProtocolErrors;
    },
    maxLogonFailures: connector.MaxLogonFailures,
    // The first server has counted; a second, smaller limit would refuse its transactions for ever.
    get maxRecipients() {
      return trusted() ? 0 : connector.MaxRecipientsPerMessage;
    },
    // Externally secured peers count as authenticated from the first command.
    tarpitMs: connector.AuthMechanism.includes('ExternalAuthoritative') ? 0 : connector.TarpitInterval,
    authTarpitMs: connector.AuthTarpitInterval,
  };
}
