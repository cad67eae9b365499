import { join } from 'node:path';

import { LogFolder, type LogFolderOptions } from '../log-files/file-log-folder.js';
import {
  protocolLogHeader,
  protocolLogLine,
  protocolLogPrefix,
  type ProtocolLogEntry,
  type ProtocolLogKind,
} from './protocol-log-line.js';

export interface ProtocolLogOptions extends Pick<LogFolderOptions, 'onTrouble' | 'limits' | 'now'> {
  /** The folder that holds `SmtpReceive/` and `SmtpSend/`: `$MAILYARD_DATA_DIR/logs/<service>/ProtocolLog`. */
  readonly dir: string;
  readonly kind: ProtocolLogKind;
}

/** Exchange's SMTP protocol log. Makes no file before the first line. */
export class ProtocolLog {
  readonly #files: LogFolder;
  readonly #now: () => Date;

  private constructor({ dir, kind, now = () => new Date(), ...options }: ProtocolLogOptions) {
    this.#now = now;
    this.#files = new LogFolder({
      ...options,
      dir: join(dir, kind),
      title: 'protocol log',
      prefix: protocolLogPrefix(kind),
      header: (at) => protocolLogHeader(kind, at),
      now,
    });
  }

  static open(options: ProtocolLogOptions): ProtocolLog {
    return new ProtocolLog(options);
  }

  /** Lines lost because they could not be written. */
  get dropped(): number {
    return this.#files.dropped;
  }

  write(entry: ProtocolLogEntry): void {
    if (this.#files.hasRoom()) this.#files.write(protocolLogLine(entry, this.#now()));
  }

  /** Writes what is left. */
  close(): Promise<void> {
    return this.#files.close();
  }

  /** Resolves when everything written so far is in the file, or was dropped. */
  flush(): Promise<void> {
    return this.#files.flush();
  }
}
