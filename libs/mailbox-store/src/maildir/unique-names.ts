/**
 * Names that no other delivery ever takes: `time.M<micros>P<pid>Q<sequence>R<random>.host`, as Maildir asks. The random
 * part tells apart containers that have the same process id and host name.
 */
export class UniqueNames {
  readonly #suffix: string;
  readonly #pid: number;
  #sequence = 0;

  constructor(process: { readonly host: string; readonly pid: number; readonly random: string }) {
    this.#pid = process.pid;
    // `/` cannot be in a file name, `:` begins Maildir's flags.
    const host = process.host.replaceAll('/', '\\057').replaceAll(':', '\\072');
    this.#suffix = `R${process.random}.${host}`;
  }

  /** `now` in milliseconds since the epoch, with a fraction. */
  next(now: number): string {
    this.#sequence += 1;
    const seconds = Math.floor(now / 1_000);
    const micros = Math.floor((now % 1_000) * 1_000);
    return `${seconds}.M${String(micros).padStart(6, '0')}P${this.#pid}Q${this.#sequence}${this.#suffix}`;
  }
}
