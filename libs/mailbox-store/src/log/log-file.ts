import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { fsyncDirectory } from '../maildir/directory-sync.js';
import { writeAllSync } from '../maildir/write-all.js';
import { decodeRecords, encodeRecord, type LogRecord, type ReadOctets } from './log-record.js';

const title = 'mailyard delivery log 1 ';
const headBytes = 128;
const syncData = promisify(fdatasync);

/** One file of a log. It is open only while something is appended, so that its volume can be unmounted meanwhile. */
export class LogFile {
  readonly path: string;
  readonly #head: Buffer;
  #bytes = 0;

  constructor(path: string, era: string) {
    this.path = path;
    this.#head = Buffer.from(`${`${title}${era}`.padEnd(headBytes - 1)}\n`);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Durable when it resolves. After a failure nothing of these records is left, and the file must not be used again. */
  async append(records: readonly LogRecord[]): Promise<void> {
    const isNew = this.#bytes === 0;
    const fd = openSync(this.path, isNew ? 'wx' : 'r+', 0o600);
    try {
      const buffers = records.flatMap(encodeRecord);
      if (isNew) buffers.unshift(this.#head);
      const written = writeAllSync(fd, buffers, this.#bytes);
      await Promise.all([syncData(fd), isNew ? fsyncDirectory(dirname(this.path)) : undefined]);
      this.#bytes += written;
    } catch (error) {
      // Their senders will hear of it and try again.
      ftruncateSync(fd, this.#bytes);
      throw error;
    } finally {
      closeSync(fd);
    }
  }
}

/** What a log has kept, whoever has written it. */
export class LogReader {
  readonly #fd: number;
  readonly #bytes: number;

  constructor(path: string) {
    this.#fd = openSync(path, 'r');
    this.#bytes = fstatSync(this.#fd).size;
  }

  /** Undefined: a power failure has left nothing of the file. */
  get era(): string | undefined {
    const head = this.#from(0)(headBytes).toString('latin1');
    return head.startsWith(title) ? head.slice(title.length).trim() : undefined;
  }

  /** From the first one, at each call. */
  records(): Iterable<LogRecord> {
    return this.era === undefined ? [] : decodeRecords(this.#from(headBytes));
  }

  close(): void {
    closeSync(this.#fd);
  }

  #from(start: number): ReadOctets {
    let position = start;
    return (length) => {
      const octets = Buffer.alloc(Math.min(length, this.#bytes - position));
      position += readSync(this.#fd, octets, { position });
      return octets;
    };
  }
}

export function eraOf(path: string): string | undefined {
  const log = new LogReader(path);
  try {
    return log.era;
  } finally {
    log.close();
  }
}
