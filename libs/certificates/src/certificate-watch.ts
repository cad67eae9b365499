import type { OrganizationCertificates } from './organization-certificates.js';

export interface CertificateLog {
  info(message: string): void;
  warn(message: string): void;
}

// A folder on a network says nothing of its changes, so it is looked into; a handful of small files cost next to nothing.
const intervalMs = 10_000;

/** Keeps a running service up to date with its certificates. */
export class CertificateWatch {
  readonly #certificates: OrganizationCertificates;
  readonly #log: CertificateLog;
  #timer: NodeJS.Timeout | undefined;
  #told = '';

  constructor(certificates: OrganizationCertificates, log: CertificateLog) {
    this.#certificates = certificates;
    this.#log = log;
  }

  start(everyMs = intervalMs): void {
    this.#tell(this.#certificates.problems);
    this.#timer = setInterval(() => void this.#look(), everyMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    try {
      if (await this.#certificates.refresh()) this.#log.info('certificates were read again');
      this.#tell(this.#certificates.problems);
    } catch (error) {
      this.#tell([`certificates cannot be read, the old ones go on to serve: ${String(error)}`]);
    }
  }

  /** The same problem is told once. */
  #tell(problems: readonly string[]): void {
    const text = problems.join('\n');
    if (text !== this.#told) for (const problem of problems) this.#log.warn(problem);
    this.#told = text;
  }
}
