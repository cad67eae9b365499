import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/**
 * Names that no other delivery ever takes: `time.M<micros>P<pid>Q<sequence>R<random>.host`, as Maildir asks. The random
 * part tells apart containers that have the same process id and host name. With the message's own identity (`N<hex>`)
 * whoever delivers it once more finds it.
 */
export class UniqueNames {
  readonly #suffix: string;
  #sequence = 0;

  constructor() {
    // `/` cannot be in a file name, `:` begins Maildir's flags.
    const host = hostname().replaceAll('/', '\\057').replaceAll(':', '\\072');
    this.#suffix = `R${randomBytes(4).toString('hex')}.${host}`;
  }

  next(identity = ''): string {
    this.#sequence += 1;
    const now = performance.timeOrigin + performance.now();
    const seconds = Math.floor(now / 1_000);
    const micros = Math.floor((now % 1_000) * 1_000);
    return `${seconds}.M${String(micros).padStart(6, '0')}P${process.pid}Q${this.#sequence}${identity}${this.#suffix}`;
  }
}
