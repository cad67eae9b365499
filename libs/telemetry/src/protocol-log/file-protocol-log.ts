import type { LogFolder } from '@mailyard/service';

import { LogClock } from '../log-files/log-clock.js';
import type { LogFiles, LogForm } from '../log-files/log-files.js';
import {
  protocolLogForm,
  type LoggedEvent,
  type ProtocolLogKind,
  type SessionColumns,
} from './protocol-log-line.js';

export interface ProtocolLogOptions extends Pick<LogForm, 'limits' | 'now'> {
  readonly files: LogFiles;
  readonly kind: ProtocolLogKind;
}

/** Some thirty lines: a session with a message or two. */
const quietBytes = 4096;

/** Exchange's SMTP protocol log. Makes no file before the first line. */
export class ProtocolLog {
  readonly #files: LogFolder;
  readonly #clock: LogClock;

  constructor({ files, kind, limits, now = () => new Date() }: ProtocolLogOptions) {
    this.#clock = new LogClock(now);
    this.#files = files.open({ ...protocolLogForm(kind), limits, now });
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

  /** Resolves when everything written so far is in the file, or was dropped. */
  flush(): Promise<void> {
    return this.#files.flush();
  }
}
