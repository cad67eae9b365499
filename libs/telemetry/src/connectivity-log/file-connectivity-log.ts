import { CsvLog } from '../log-files/csv-log.js';
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

/** Exchange's connectivity log: connections, not messages. */
export class ConnectivityLog {
  readonly #log: CsvLog;

  constructor({ files, now }: ConnectivityLogOptions) {
    this.#log = new CsvLog(files, { ...form, ...(now !== undefined && { now }) });
  }

  write({ session, destination, direction, description }: ConnectivityEvent): void {
    this.#log.write([session, 'SMTP', destination, direction, description]);
  }
}
