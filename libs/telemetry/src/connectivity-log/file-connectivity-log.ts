import { LogFolder, type LogFolderOptions } from '@mailyard/service';

import { csv, logHeader } from '../log-file.js';

export interface ConnectivityLogOptions extends Pick<LogFolderOptions, 'onTrouble' | 'limits' | 'now'> {
  /** `$MAILYARD_DATA_DIR/logs/<service>/Connectivity`. */
  readonly dir: string;
}

/** What happened to a connection to a next hop, or on the way to one. */
export interface ConnectivityEvent {
  /** The same for all that happens from the first look-up to the end of the connection. */
  readonly session: string;
  /** The recipients' domain, a list of smart hosts, a server. */
  readonly destination: string;
  /** `+` begun, `-` ended, `>` progress. */
  readonly direction: '+' | '-' | '>';
  readonly description: string;
}

const form = {
  type: 'Transport Connectivity Log',
  fields: ['date-time', 'session', 'source', 'Destination', 'direction', 'description'],
};

/** Exchange's connectivity log: connections, not messages. Makes no file before the first line. */
export class ConnectivityLog {
  readonly #files: LogFolder;
  readonly #now: () => Date;

  constructor({ now = () => new Date(), ...options }: ConnectivityLogOptions) {
    this.#now = now;
    this.#files = new LogFolder({
      ...options,
      title: 'connectivity log',
      prefix: 'CONNECTLOG',
      header: (at) => logHeader(form, at),
      now,
    });
  }

  write({ session, destination, direction, description }: ConnectivityEvent): void {
    if (!this.#files.hasRoom()) return;
    const columns = [this.#now().toISOString(), session, 'SMTP', destination, direction, description];
    this.#files.write(`${columns.map(csv).join(',')}\r\n`);
  }

  /** Writes what is left. */
  close(): Promise<void> {
    return this.#files.close();
  }
}
