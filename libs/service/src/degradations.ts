import { silentLog, type Log } from './log/log.js';

/** Something that keeps a running service from doing all of its work. */
export interface Degradation {
  /** What kind, in kebab-case: `mailbox-database-missing`. */
  readonly code: string;
  /** What it is about: a queue, a path, a connector. Code and subject are its identity. */
  readonly subject: string;
  /** One sentence for an administrator. */
  readonly reason: string;
  /** ISO 8601. */
  readonly since: string;
}

/** What is wrong with this process now. Each entry is logged when it begins and when it ends; heartbeats carry them. */
export class Degradations {
  readonly #log: Log;
  readonly #now: () => number;
  readonly #current = new Map<string, Degradation>();
  #recoveries = 0;

  constructor(options: { readonly log?: Log; readonly now?: () => number } = {}) {
    this.#log = options.log ?? silentLog;
    this.#now = options.now ?? Date.now;
  }

  /** It is so now; to say it again changes the reason only, and is not logged again. */
  enter({ code, subject, reason }: Omit<Degradation, 'since'>): void {
    const key = keyOf(code, subject);
    const known = this.#current.get(key);
    if (known === undefined) this.#log.error(`degraded: ${code} ${subject}: ${reason}`);
    const since = known?.since ?? new Date(this.#now()).toISOString();
    this.#current.set(key, { code, subject, reason, since });
  }

  /** It is not so, or no longer. */
  leave(code: string, subject: string): void {
    if (!this.#current.delete(keyOf(code, subject))) return;
    this.#recoveries += 1;
    this.#log.info(`no longer degraded: ${code} ${subject}`);
  }

  /** Of these codes there is exactly this now: for whoever looks at everything from time to time. */
  found(codes: readonly string[], now: readonly Omit<Degradation, 'since'>[]): void {
    const still = new Set(now.map(({ code, subject }) => keyOf(code, subject)));
    for (const { code, subject } of this.current) {
      if (codes.includes(code) && !still.has(keyOf(code, subject))) this.leave(code, subject);
    }
    for (const degradation of now) this.enter(degradation);
  }

  /** How many have ended: who looks now and then sees by it also what came and went in between. */
  get recoveries(): number {
    return this.#recoveries;
  }

  get current(): readonly Degradation[] {
    return [...this.#current.values()];
  }
}

function keyOf(code: string, subject: string): string {
  return `${code} ${subject}`;
}
