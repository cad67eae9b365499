import type { ReceiveConnector } from '@mailyard/directory';
import type { ProtocolEvent, Session } from '@mailyard/smtp';

import type { Certificates } from '../connector/public-tls.js';
import { InboundConnections } from './inbound-connections.js';

/** What a service gives all its sessions. */
export interface SessionHost {
  readonly certificates: Certificates;
  readonly connections: InboundConnections;
  /** A service that is not active answers 421 4.3.2 to new connections. */
  readonly active: () => boolean;
  readonly now: () => Date;
  /** Called only for connectors whose ProtocolLoggingLevel is Verbose. */
  readonly protocolLog: (event: ProtocolEvent, session: Session, connector: ReceiveConnector) => void;
  /** An unexpected error; the peer got 451 4.3.0. */
  readonly fault: (error: unknown, session: Session) => void;
}

export interface SessionHostOptions {
  readonly certificates: SessionHost['certificates'];
  readonly logger: { error(details: object, message: string): void };
  readonly protocolLog: { write(event: ProtocolEvent, session: Session, connectorId: string): void };
}

/** For a process that is a service: its clock, its logs, its certificates. */
export function sessionHost({ certificates, logger, protocolLog }: SessionHostOptions): SessionHost {
  return {
    certificates,
    connections: new InboundConnections(),
    active: () => true,
    now: () => new Date(),
    protocolLog: (event, session, { Server, Name }) => {
      protocolLog.write(event, session, `${Server}\\${Name}`);
    },
    fault: (error, session) => logger.error({ error, session: session.id }, 'fault in a session'),
  };
}
