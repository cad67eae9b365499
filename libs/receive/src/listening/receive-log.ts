import { formatBinding, type ReceiveConnector } from '@mailyard/directory';
import type { ProtocolEvent, Session } from '@mailyard/smtp';

/** One line of the SmtpReceive protocol log. */
export interface ReceiveLogLine extends ProtocolEvent {
  readonly connectorId: string;
  readonly sessionId: string;
  readonly sequence: number;
  readonly local: string;
  readonly remote: string;
}

/** Numbers the lines of each session and names its ends. */
export function receiveLog(
  write: (line: ReceiveLogLine) => void,
): (event: ProtocolEvent, session: Session, connector: ReceiveConnector) => void {
  const sequences = new WeakMap<Session, number>();
  return (event, session, connector) => {
    const sequence = sequences.get(session) ?? 0;
    sequences.set(session, sequence + 1);
    write({
      ...event,
      connectorId: `${connector.Server}\\${connector.Name}`,
      sessionId: session.id,
      sequence,
      local: formatBinding(session.local),
      remote: formatBinding(session.remote),
    });
  };
}
