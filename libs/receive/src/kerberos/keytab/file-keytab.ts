import { readFile } from 'node:fs/promises';

import { KerberosAcceptor } from '../kerberos-acceptor.js';
import { isForSmtp, parseKeytab } from './keytab.js';

export interface KeytabLog {
  info(message: string): void;
  warn(message: string): void;
}

// As often as certificates are looked for.
const intervalMs = 10_000;

/**
 * Follows a keytab: a new key works without a restart. While the file cannot be used the keys before serve; without any,
 * nobody signs in with Kerberos.
 */
export class FileKeytab {
  readonly #path: string;
  readonly #log: KeytabLog;
  #octets = Buffer.alloc(0);
  #acceptor: KerberosAcceptor | undefined;
  #told = '';

  constructor(path: string, log: KeytabLog) {
    this.#path = path;
    this.#log = log;
  }

  get acceptor(): KerberosAcceptor | undefined {
    return this.#acceptor;
  }

  async follow(everyMs = intervalMs): Promise<void> {
    await this.refresh();
    setInterval(() => void this.refresh(), everyMs).unref();
  }

  async refresh(): Promise<void> {
    try {
      const octets = await readFile(this.#path);
      const keys = parseKeytab(octets).filter(isForSmtp);
      if (keys.length === 0) throw new Error('no key of smtp/… with type aes128-cts or aes256-cts');
      this.#told = '';
      if (octets.equals(this.#octets)) return;
      this.#octets = octets;
      this.#acceptor = new KerberosAcceptor(keys);
      this.#log.info(`the Kerberos keytab was read: ${keys.length} keys`);
    } catch (error) {
      this.#tell(`the Kerberos keytab ${this.#path} cannot be used: ${String(error)}`);
    }
  }

  /** The same problem is told once. */
  #tell(problem: string): void {
    if (problem !== this.#told) this.#log.warn(problem);
    this.#told = problem;
  }
}
