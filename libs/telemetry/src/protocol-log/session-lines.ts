import type { ProtocolLog } from './file-protocol-log.js';
import {
  formatEndpoint,
  SessionColumns,
  type EndpointOfLine,
  type LoggedEvent,
} from './protocol-log-line.js';

/** A session as the log names it. */
export interface LoggedSession {
  readonly id: string;
  /** Undefined while we are connecting. */
  readonly local: EndpointOfLine | undefined;
  readonly remote: EndpointOfLine;
}

/**
 * The lines of one session: numbered from 0, with what all of them have in common. What its share has no room for is
 * left out, and the session's next line says how many there were.
 */
export class SessionLines {
  readonly #log: ProtocolLog;
  readonly #session: LoggedSession;
  #columns: SessionColumns | undefined;
  /** What the columns were made of. */
  #connectorId = '';
  #connected = false;
  #sequence = 0;
  #batch = -1;
  #waitingBytes = 0;
  #leftOut = 0;

  constructor(log: ProtocolLog, session: LoggedSession) {
    this.#log = log;
    this.#session = session;
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

  #add(event: LoggedEvent, connectorId: string): void {
    this.#waitingBytes += this.#log.write(event, this.#columnsFor(connectorId), this.#sequence);
    this.#sequence += 1;
  }

  /** Made anew only when we have connected, or the connector has got another name. */
  #columnsFor(connectorId: string): SessionColumns {
    const { id, local, remote } = this.#session;
    const connected = local !== undefined;
    if (this.#columns !== undefined && connected === this.#connected && connectorId === this.#connectorId) {
      return this.#columns;
    }
    this.#connected = connected;
    this.#connectorId = connectorId;
    this.#columns = new SessionColumns({
      connectorId,
      sessionId: id,
      local: local === undefined ? '' : formatEndpoint(local),
      remote: formatEndpoint(remote),
    });
    return this.#columns;
  }
}
