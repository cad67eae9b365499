import { join } from 'node:path';

import { LogFolder, type LogFolderOptions } from '@mailyard/service';
import {
  protocolLogHeader,
  protocolLogPrefix,
  type LoggedEvent,
  type ProtocolLogKind,
  type SessionColumns,
} from './protocol-log-line.js';

export interface ProtocolLogOptions extends Pick<LogFolderOptions, 'onTrouble' | 'limits' | 'now'> {
  /** The folder that holds `SmtpReceive/` and `SmtpSend/`: `$MAILYARD_DATA_DIR/logs/<service>/ProtocolLog`. */
  readonly dir: string;
  readonly kind: ProtocolLogKind;
}

/** Some thirty lines: a session with a message or two. */
const quietBytes = 4096;

/** Exchange's SMTP protocol log. Makes no file before the first line. */
export class ProtocolLog {
  readonly #files: LogFolder;
  readonly #clock: LogClock;

  private constructor({ dir, kind, now = () => new Date(), ...options }: ProtocolLogOptions) {
    this.#clock = new LogClock(now);
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

  /** Number of the lines that wait now; it is another one when they have gone to the file. */
  get batch(): number {
    return this.#files.batch;
  }

  /**
   * Whether a session that has so much waiting may have more: a part of what is free of the first half. The second half
   * is for those who have little to say, however many others say much.
   */
  hasRoomBeside(waitingBytes: number): boolean {
    if (waitingBytes < quietBytes) return true;
    const { maxBytes, freeBytes } = this.#files.room;
    return waitingBytes < (freeBytes - maxBytes / 2) / 8;
  }

  /** Returns the octets that wait now because of it; none when the line was dropped. */
  write(event: LoggedEvent, ...[session, sequence]: [SessionColumns, number]): number {
    if (!this.#files.hasRoom()) return 0;
    const line = session.line(event, sequence, this.#clock.time());
    this.#files.write(line);
    return line.length;
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

/** The time as lines have it, `2026-11-21T23:59:58.123Z`: all but its end is made once a second. */
class LogClock {
  readonly #now: () => Date;
  #second = NaN;
  #upToSecond = '';

  constructor(now: () => Date) {
    this.#now = now;
  }

  time(): string {
    const now = this.#now();
    const ms = now.getTime();
    const second = Math.floor(ms / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#upToSecond = now.toISOString().slice(0, -'123Z'.length);
    }
    return `${this.#upToSecond}${String(ms - 1000 * second).padStart(3, '0')}Z`;
  }
}
