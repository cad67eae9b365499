import type { Organization, ReceiveConnector } from '@mailyard/directory';
import type { Offer } from '@mailyard/smtp';

import type { Checks } from '../checks/check.js';
import type { Sink } from '../sinks/sink.js';
import type { WarningBasis } from '../warnings/connector-warnings.js';

/** What a service does with the sessions at its connectors; what takes its mail is given when it starts. */
export interface Role<Target> extends SessionRules {
  readonly protocol: 'SMTP' | 'LMTP';
  /** Those of its connectors that belong to this role. */
  readonly connectors: (organization: Organization, server: string) => readonly ReceiveConnector[];
  readonly sink: (target: Target) => Sink;
  /** What these connectors promise in vain, or perhaps without knowing. */
  readonly warnings: (connectors: readonly ReceiveConnector[], basis: WarningBasis) => readonly string[];
}

/** What a session must know of its role. */
export interface SessionRules {
  /**
   * Its peers are not servers of the organization alone: they may sign in, balancers and proxies that the server's object
   * names may speak for them, and replicas count sessions, rates and failed logins together.
   */
  readonly servesClients: boolean;
  readonly checks: Checks;
  /** Whether the connector's AuthMechanism counts: elsewhere AUTH is an unknown command. */
  readonly logins: (connector: ReceiveConnector) => boolean;
  /** Verbs for peers with ms-Exch-SMTP-Accept-XProxyFrom. */
  readonly proxyCommands: Offer['proxyCommands'];
  /** Alternate recipients are taken where the connector offers them. */
  readonly orar: boolean;
}
