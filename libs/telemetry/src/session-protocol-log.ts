import type { ProtocolLog } from './file-protocol-log.js';
import type { ProtocolLogEntry } from './protocol-log-line.js';

interface Address {
  readonly address: string;
  readonly port: number;
}

/** A session as the log names it. */
export interface LoggedSession {
  readonly id: string;
  readonly local: Address;
  readonly remote: Address;
}

/** Numbers the lines of each session, from 0, and fills in what all of them have in common. */
export class SessionProtocolLog {
  readonly #log: ProtocolLog;
  readonly #sequences = new WeakMap<LoggedSession, number>();

  constructor(log: ProtocolLog) {
    this.#log = log;
  }

  write(
    event: Pick<ProtocolLogEntry, 'event' | 'data' | 'context'>,
    session: LoggedSession,
    connectorId: string,
  ): void {
    const sequence = this.#sequences.get(session) ?? 0;
    this.#sequences.set(session, sequence + 1);
    this.#log.write({
      connectorId,
      sessionId: session.id,
      sequence,
      local: endpoint(session.local),
      remote: endpoint(session.remote),
      event: event.event,
      data: event.data,
      context: event.context,
    });
  }
}

function endpoint({ address, port }: Address): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
