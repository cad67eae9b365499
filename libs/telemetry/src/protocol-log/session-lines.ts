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

/**
 * The lines of one session: numbered from 0, with what all of them have in common. What its share has no room for is
 * left out, and the session's next line says how many there were.
 */
export class SessionLines {
  readonly #log: ProtocolLog;
  readonly #session: LoggedSession;
  readonly #remote: string;
  #local = '';
  #sequence = 0;
  #batch = -1;
  #waitingBytes = 0;
  #leftOut = 0;

  constructor(log: ProtocolLog, session: LoggedSession) {
    this.#log = log;
    this.#session = session;
    this.#remote = formatEndpoint(session.remote);
  }

  write(event: LoggedEvent, connectorId: string): void {
    // The end of a session is never left out, so that it can tell what was.
    if (event.event !== '-' && !this.#log.hasRoomBeside(this.#waiting())) {
      this.#leftOut += 1;
      this.#sequence += 1;
      return;
    }
    if (this.#leftOut > 0) {
      this.#add({ event: '*', data: '', context: `${this.#leftOut} lines left out` }, connectorId);
      this.#leftOut = 0;
    }
    this.#add(event, connectorId);
  }

  /** Octets of this session among the lines that wait now. */
  #waiting(): number {
    const { batch } = this.#log;
    if (batch !== this.#batch) {
      this.#batch = batch;
      this.#waitingBytes = 0;
    }
    return this.#waitingBytes;
  }

  #add({ event, data, context }: LoggedEvent, connectorId: string): void {
    const { id, local } = this.#session;
    this.#local ||= local === undefined ? '' : formatEndpoint(local);
    this.#waitingBytes += this.#log.write({
      connectorId,
      sessionId: id,
      sequence: this.#sequence,
      local: this.#local,
      remote: this.#remote,
      event,
      data,
      context,
    });
    this.#sequence += 1;
  }
}
