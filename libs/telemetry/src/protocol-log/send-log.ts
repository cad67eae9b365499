import type { ProtocolLog } from './file-protocol-log.js';
import type { LoggedEvent } from './protocol-log-line.js';
import { SessionLines, type LoggedSession } from './session-lines.js';

export interface LoggedConnector {
  /** Its name, as the lines have it. */
  readonly name: string;
  /** Asked at each line, so that a change of the level holds at once. */
  readonly verbose: () => boolean;
}

/** The implicit Send connector of a service, for its connections to other services. */
export const intraOrganizationConnector = 'Intra-Organization SMTP Send Connector';

/** What writes the lines of the sessions over one Send connector. */
export function sendLog(
  log: ProtocolLog,
  { name, verbose }: LoggedConnector,
): (event: LoggedEvent, session: LoggedSession) => void {
  const sessions = new WeakMap<LoggedSession, SessionLines>();
  return (event, session) => {
    if (!verbose()) return;
    let lines = sessions.get(session);
    if (lines === undefined) {
      lines = new SessionLines(log, session);
      sessions.set(session, lines);
    }
    lines.write(event, name);
  };
}
