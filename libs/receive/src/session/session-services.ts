import type { AgentHost } from '@mailyard/agent-host';
import { noActions, type PressureActions } from '@mailyard/back-pressure';
import type { Organization, ReceiveConnector } from '@mailyard/directory';
import type { SignIns } from '@mailyard/sign-in';
import type { Path, ProtocolEvent, Session } from '@mailyard/smtp';

import type { Certificates } from '../offer/public-tls.js';
import type { FileKeytab } from '../kerberos/keytab/file-keytab.js';
import type { InboundLoad } from '../limits/inbound-load.js';
import type { ExceededLimit } from '../limits/session-share.js';
import { LimitWarnings } from '../limits/limit-warnings.js';

/** What a service gives all its sessions. */
export interface SessionServices {
  readonly certificates: Certificates;
  /** For GSSAPI; its keys follow the file. */
  readonly kerberos?: Pick<FileKeytab, 'acceptor'> | undefined;
  /** Undefined: nobody signs in here. */
  readonly signIns?: SignIns | undefined;
  /** Sessions and rates, for the limits of connectors and server. */
  readonly load: InboundLoad;
  /** Where agents of others are asked about sessions; undefined: nowhere. */
  readonly agents?: AgentHost | undefined;
  /** Where recipients are looked up that no directory has; undefined: nowhere. */
  readonly recipients?: RecipientLookup | undefined;
  /** Undefined: nobody counts. */
  readonly counts?: SessionCounts | undefined;
  /** A service that is not active answers 421 4.3.2 to new connections. */
  readonly active: () => boolean;
  /** What is done for want of resources. */
  readonly pressure: () => SessionPressure;
  readonly now: () => Date;
  /** For the lines of a session, as long as its connector's ProtocolLoggingLevel is Verbose. */
  readonly protocolLog: (session: Session) => SessionLog;
  /** A client was refused because of a limit. */
  readonly limitExceeded: (limit: ExceededLimit, session: Session, connector: ReceiveConnector) => void;
  /** An unexpected error; the peer got 451 4.3.0. */
  readonly fault: (error: unknown, session: Session) => void;
}

/** Whom an Edge knows of its organization. */
export interface RecipientLookup {
  /** Undefined: there is nothing to ask about this recipient. */
  mayExist(path: Path, organization: Organization): Promise<boolean> | undefined;
}

export type SessionPressure = Pick<PressureActions, 'refuses' | 'tarpitMs'>;

/** The protocol log of one session. */
export interface SessionLog {
  /** `connectorId`: `MBX01\Default Frontend MBX01`. */
  write(event: ProtocolEvent, connectorId: string): void;
}

/** Told of every session, whatever its connector logs. */
export interface SessionCounts {
  /** `connector` is as the protocol log names it. */
  opened(connector: string): void;
  closed(connector: string): void;
  /** The content of a message has begun. */
  brought(connector: string): void;
  /** A reply 4yz or 5yz was sent. */
  refused(code: string): void;
}

export interface SessionServicesOptions {
  readonly certificates: SessionServices['certificates'];
  readonly kerberos?: SessionServices['kerberos'];
  readonly signIns?: SessionServices['signIns'];
  readonly agents?: SessionServices['agents'];
  readonly recipients?: SessionServices['recipients'];
  readonly counts?: SessionServices['counts'];
  readonly load: InboundLoad;
  readonly pressure?: SessionServices['pressure'];
  readonly active?: SessionServices['active'];
  readonly logger: {
    error(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
  readonly protocolLog: SessionServices['protocolLog'];
}

/** For a process that is a service: its clock, its logs, its certificates. */
export function sessionServices(options: SessionServicesOptions): SessionServices {
  const { certificates, kerberos, signIns, agents, recipients, counts, load, logger, protocolLog } = options;
  const { pressure = () => noActions, active = () => true } = options;
  const warnings = new LimitWarnings({ logger, now: () => performance.now() });
  return {
    certificates,
    kerberos,
    signIns,
    agents,
    recipients,
    counts,
    load,
    active,
    pressure,
    now: () => new Date(),
    protocolLog,
    limitExceeded: (limit, session, connector) => warnings.tell(limit, session, connector),
    fault: (error, session) => logger.error({ error, session: session.id }, 'fault in a session'),
  };
}
