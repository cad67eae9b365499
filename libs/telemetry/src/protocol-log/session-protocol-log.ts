import type { ProtocolLog } from './file-protocol-log.js';
import { formatEndpoint, type EndpointOfLine, type ProtocolLogEntry } from './protocol-log-line.js';

/** A session as the log names it. */
export interface LoggedSession {
  readonly id: string;
  /** Undefined while we are connecting. */
  readonly local: EndpointOfLine | undefined;
  readonly remote: EndpointOfLine;
}

/** What happened in it. */
export type LoggedEvent = Pick<ProtocolLogEntry, 'event' | 'data' | 'context'>;

/** Numbers the lines of each session, from 0, and fills in what all of them have in common. */
export class SessionProtocolLog {
  readonly #log: ProtocolLog;
  readonly #sessions = new WeakMap<LoggedSession, SessionLines>();

  constructor(log: ProtocolLog) {
    this.#log = log;
  }

  write(event: LoggedEvent, session: LoggedSession, connectorId: string): void {
    const { sessionId, remote, ...lines } = this.#linesOf(session);
    const { event: kind, data, context } = event;
    this.#log.write({
      connectorId,
      sessionId,
      sequence: lines.next(),
      local: lines.local(),
      remote,
      event: kind,
      data,
      context,
    });
  }

  #linesOf(session: LoggedSession): SessionLines {
    const known = this.#sessions.get(session);
    if (known !== undefined) return known;
    let sequence = 0;
    let local = '';
    const lines = {
      sessionId: session.id,
      local: () => (local ||= session.local === undefined ? '' : formatEndpoint(session.local)),
      remote: formatEndpoint(session.remote),
      next: () => sequence++,
    };
    this.#sessions.set(session, lines);
    return lines;
  }
}

interface SessionLines extends Pick<ProtocolLogEntry, 'sessionId' | 'remote'> {
  local(): string;
  /** Number of the next line. */
  next(): number;
}

/**
 * The log of the implicit Send connector of a service, for its connections to other services; `verbose` is asked at each
 * line, so that a change of the level holds at once.
 */
export function intraOrganizationLog(
  log: ProtocolLog,
  verbose: () => boolean,
): (event: LoggedEvent, session: LoggedSession) => void {
  const sessions = new SessionProtocolLog(log);
  return (event, session) => {
    if (verbose()) sessions.write(event, session, 'Intra-Organization SMTP Send Connector');
  };
}
