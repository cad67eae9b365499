import type { ProtocolLog } from './file-protocol-log.js';
import type { LoggedEvent } from './protocol-log-line.js';
import { SessionLines, type LoggedSession } from './session-lines.js';

/**
 * The log of the implicit Send connector of a service, for its connections to other services; `verbose` is asked at each
 * line, so that a change of the level holds at once.
 */
export function intraOrganizationLog(
  log: ProtocolLog,
  verbose: () => boolean,
): (event: LoggedEvent, session: LoggedSession) => void {
  const sessions = new WeakMap<LoggedSession, SessionLines>();
  return (event, session) => {
    if (!verbose()) return;
    let lines = sessions.get(session);
    if (lines === undefined) {
      lines = new SessionLines(log, session);
      sessions.set(session, lines);
    }
    lines.write(event, 'Intra-Organization SMTP Send Connector');
  };
}
