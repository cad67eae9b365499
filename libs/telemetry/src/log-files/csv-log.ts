import type { LogFolder } from '@mailyard/service';

import { csv } from './csv-text.js';
import { LogClock } from './log-clock.js';
import type { LogFiles, LogForm } from './log-files.js';

/** A log in Exchange's form whose rows are a time and texts, a line each. Makes no file before the first row. */
export class CsvLog {
  readonly #files: LogFolder;
  readonly #clock: LogClock;

  /** The first of the form's fields is the time. */
  constructor(files: LogFiles, form: LogForm) {
    this.#clock = new LogClock(form.now ?? (() => new Date()));
    this.#files = files.open(form);
  }

  /** False: a row would go nowhere, since an administrator wants none. */
  get enabled(): boolean {
    return this.#files.enabled;
  }

  /** Never waits and never fails. What is undefined is an empty field. */
  write(columns: readonly (string | number | undefined)[]): void {
    if (!this.#files.hasRoom()) return;
    const fields = columns.map((value) => (value === undefined ? '' : csv(String(value))));
    this.#files.write(`${this.#clock.time()},${fields.join(',')}\r\n`);
  }
}
