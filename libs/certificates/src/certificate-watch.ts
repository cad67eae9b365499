import { certificateExpires, type CertificateExpiry } from './public/expiring-certificates.js';
import type { OrganizationCertificates } from './organization-certificates.js';

export interface CertificateLog {
  info(message: string): void;
  warn(message: string): void;
}

/** Who is told of certificates that expire; Degradations of the directory fits. */
export interface CertificateProblems {
  found(codes: readonly string[], now: readonly CertificateExpiry[]): void;
}

// A folder on a network says nothing of its changes, so it is looked into; a handful of small files cost next to nothing.
const intervalMs = 10_000;

/** Keeps a running service up to date with its certificates. */
export class CertificateWatch {
  readonly #certificates: OrganizationCertificates;
  readonly #log: CertificateLog;
  readonly #problems: CertificateProblems;
  #timer: NodeJS.Timeout | undefined;
  #told = '';

  constructor(certificates: OrganizationCertificates, log: CertificateLog, problems: CertificateProblems) {
    this.#certificates = certificates;
    this.#log = log;
    this.#problems = problems;
  }

  start(everyMs = intervalMs): void {
    this.#tell(this.#certificates.problems);
    this.#judge();
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
    this.#judge();
  }

  #judge(): void {
    this.#problems.found([certificateExpires], this.#certificates.expiring(new Date()));
  }

  /** The same problem is told once. */
  #tell(problems: readonly string[]): void {
    const text = problems.join('\n');
    if (text !== this.#told) for (const problem of problems) this.#log.warn(problem);
    this.#told = text;
  }
}
