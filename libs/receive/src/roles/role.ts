import type { Organization, ReceiveConnector } from '@mailyard/directory';

import type { SessionRules } from '../session/receive-session.js';
import type { Sink } from '../session/connector-session.js';
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
