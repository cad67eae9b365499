import type { ProtocolLog } from './file-protocol-log.js';
import { formatEndpoint, type EndpointOfLine, type ProtocolLogEntry } from './protocol-log-line.js';

/** A session as the log names it. */
export interface LoggedSession {
  readonly id: string;
  readonly local: EndpointOfLine;
  readonly remote: EndpointOfLine;
}

/** Numbers the lines of each session, from 0, and fills in what all of them have in common. */
export class SessionProtocolLog {
  readonly #log: ProtocolLog;
  readonly #sessions = new WeakMap<LoggedSession, SessionLines>();

  constructor(log: ProtocolLog) {
    this.#log = log;
  }

  write(
    event: Pick<ProtocolLogEntry, 'event' | 'data' | 'context'>,
    session: LoggedSession,
    connectorId: string,
  ): void {
    const { sessionId, local, remote, ...lines } = this.#linesOf(session);
    const { event: kind, data, context } = event;
    this.#log.write({
      connectorId,
      sessionId,
      sequence: lines.next(),
      local,
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
    const lines = {
      sessionId: session.id,
      local: formatEndpoint(session.local),
      remote: formatEndpoint(session.remote),
      next: () => sequence++,
    };
    this.#sessions.set(session, lines);
    return lines;
  }
}

interface SessionLines extends Pick<ProtocolLogEntry, 'sessionId' | 'local' | 'remote'> {
  /** Number of the next line. */
  next(): number;
}
