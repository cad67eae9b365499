import type { ProtocolLog } from './file-protocol-log.js';
import { SessionLines, type LoggedEvent, type LoggedSession } from './session-lines.js';

/** The lines of all sessions of a service. None of them can fill the log so that another's are lost. */
export class SessionProtocolLog {
  readonly #log: ProtocolLog;
  readonly #sessions = new WeakMap<LoggedSession, SessionLines>();

  constructor(log: ProtocolLog) {
    this.#log = log;
  }

  write(event: LoggedEvent, session: LoggedSession, connectorId: string): void {
    let lines = this.#sessions.get(session);
    if (lines === undefined) {
      lines = new SessionLines(this.#log, session);
      this.#sessions.set(session, lines);
    }
    lines.write(event, connectorId);
  }
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
