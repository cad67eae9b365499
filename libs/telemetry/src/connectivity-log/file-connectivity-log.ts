import type { LogFolder } from '@mailyard/service';

import { csv } from '../log-files/csv-text.js';
import { LogClock } from '../log-files/log-clock.js';
import type { LogFiles, LogForm } from '../log-files/log-files.js';

export interface ConnectivityLogOptions extends Pick<LogForm, 'now'> {
  readonly files: LogFiles;
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

const form: LogForm = {
  name: 'Connectivity',
  title: 'connectivity log',
  type: 'Transport Connectivity Log',
  prefix: 'CONNECTLOG',
  fields: ['date-time', 'session', 'source', 'Destination', 'direction', 'description'],
};

/** Exchange's connectivity log: connections, not messages. Makes no file before the first line. */
export class ConnectivityLog {
  readonly #files: LogFolder;
  readonly #clock: LogClock;

  constructor({ files, now = () => new Date() }: ConnectivityLogOptions) {
    this.#clock = new LogClock(now);
    this.#files = files.open({ ...form, now });
  }

  write({ session, destination, direction, description }: ConnectivityEvent): void {
    if (!this.#files.hasRoom()) return;
    const columns = [this.#clock.time(), session, 'SMTP', destination, direction, description];
    this.#files.write(`${columns.map(csv).join(',')}\r\n`);
  }
}
